package io.assent.notification.delivery;

/** What a receipt does. */
public enum ReceiptEffect {
    DELIVERED,
    DELIVERED_AND_READ,
    READ,
    DUPLICATE,
    /** Nobody was handed this message yet. */
    NEVER_SENT,
    /** The message had ended otherwise: blocked, withdrawn, expired. It is never charged. */
    TOO_LATE
}
