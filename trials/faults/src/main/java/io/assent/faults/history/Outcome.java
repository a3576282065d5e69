package io.assent.faults.history;

/** How an operation ended for who asked. */
public enum Outcome {
    /** Acknowledged. */
    OK,
    /** Refused: it was certainly not done. */
    FAIL,
    /** No answer: it may have been done, or be done later. */
    INFO
}
