package io.assent.notification.dispatch;

import java.util.Locale;

/** Why a well-formed message is not delivered; its code is part of the contract. */
public enum Suppression {
    UNKNOWN_RECIPIENT,
    NO_CONSENT,
    PURPOSE_NOT_GRANTED,
    CONSENT_WITHDRAWN,
    BLOCKED,
    CANCELLED_BY_WITHDRAWAL,
    CANCELLED_BY_BLOCK,
    CANCELLED_BY_ERASURE,
    /** It was sealed to nothing but a key that its device has revoked. */
    CANCELLED_BY_KEY_REVOCATION;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
