package io.assent.consent.imports;

import java.util.List;

/**
 * What became of the lines; those that are not refused hold from now on.
 *
 * @param lines that are not blank; a heading is none
 * @param unchanged that were imported before
 * @param refused in their order; nothing of them was stored
 */
public record ImportReport(String company, int lines, int imported, int unchanged, List<RefusedLine> refused) {

    /**
     * @param line counted from one, with the heading and blank lines
     * @param reason a stable code
     */
    public record RefusedLine(int line, String reason, String detail) {}
}
