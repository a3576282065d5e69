package io.assent.notification.delivery;

import java.util.Locale;

/** Where a message is. Delivered, suppressed and expired are terminal; a message reaches one of them, once. */
public enum MessageState {
    /** Its hour has not come yet. */
    SCHEDULED,
    QUEUED,
    SENT,
    DELIVERED,
    READ,
    SUPPRESSED,
    EXPIRED;

    public static MessageState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a receipt does in this state. */
    public ReceiptEffect on(Receipt receipt) {
        return switch (this) {
            case SCHEDULED, QUEUED -> ReceiptEffect.NEVER_SENT;
            case SENT -> receipt == Receipt.READ ? ReceiptEffect.DELIVERED_AND_READ : ReceiptEffect.DELIVERED;
            case DELIVERED -> receipt == Receipt.READ ? ReceiptEffect.READ : ReceiptEffect.DUPLICATE;
            case READ -> ReceiptEffect.DUPLICATE;
            case SUPPRESSED, EXPIRED -> ReceiptEffect.TOO_LATE;
        };
    }
}
