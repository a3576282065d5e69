package io.assent.notification.client;

/** A call was refused that nothing but a wrong token, id or key makes be refused. Its message is the reason code. */
public final class RefusedException extends RuntimeException {
    private final transient Refused refused;

    RefusedException(Refused refused) {
        super(refused.reason());
        this.refused = refused;
    }

    public Refused refused() {
        return refused;
    }
}
