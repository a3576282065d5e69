package io.assent.exactlyonce;

/** A record that can never be processed. Reason is a stable code; neither it nor the detail may quote the record's value. */
public final class PoisonRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public PoisonRecordException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    public String detail() {
        String detail = getMessage();
        return detail == null ? reason : detail;
    }
}
