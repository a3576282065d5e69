package io.assent.exactlyonce;

/** The barrier could not be written or passed in time: hold what depends on it, and try again. */
public final class BarrierException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BarrierException(String message, Throwable cause) {
        super(message, cause);
    }

    public BarrierException(String message) {
        super(message);
    }
}
