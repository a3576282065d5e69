package io.assent.local.day;

/** Why a line cannot be played; prints as {@code line N: reason: detail}, after the file's name where there are several. */
public record BrokenLine(String file, int number, String reason, String detail) {

    public BrokenLine(String reason, String detail) {
        this("", 0, reason, detail);
    }

    public BrokenLine at(int lineNumber) {
        return new BrokenLine(file, lineNumber, reason, detail);
    }

    public BrokenLine at(String fileName) {
        return new BrokenLine(fileName, number, reason, detail);
    }

    @Override
    public String toString() {
        return file + "line " + number + ": " + reason + ": " + detail;
    }
}
