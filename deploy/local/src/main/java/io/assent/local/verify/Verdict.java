package io.assent.local.verify;

import java.util.List;

/** What came of checking a file. */
public sealed interface Verdict {
    /** @param sentences what is proved, in plain words */
    record Verified(List<String> sentences) implements Verdict {}

    /** @param reason a stable code */
    record Refused(String reason, String detail) implements Verdict {}
}
