package io.assent.local.stack;

/** Somebody else listens where we must; the message says where and how to mend it. */
public final class PortTakenException extends RuntimeException {
    public PortTakenException(String sentence) {
        super(sentence);
    }
}
