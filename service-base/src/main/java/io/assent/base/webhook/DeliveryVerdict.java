package io.assent.base.webhook;

import java.time.Instant;

/** What becomes of a delivery after an attempt. */
public sealed interface DeliveryVerdict {
    record Delivered() implements DeliveryVerdict {}

    record TryAgain(Instant at) implements DeliveryVerdict {}

    record GivenUp() implements DeliveryVerdict {}

    /** The receiver is gone: its endpoint is disabled, and the delivery waits until it is enabled. */
    record Gone() implements DeliveryVerdict {}
}
