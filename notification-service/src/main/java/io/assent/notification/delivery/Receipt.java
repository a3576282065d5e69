package io.assent.notification.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a device acknowledges. They come in any order, and more than once. */
public enum Receipt {
    DELIVERED,
    READ;

    public static Optional<Receipt> of(String code) {
        return Arrays.stream(values())
                .filter(receipt -> receipt.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst();
    }
}
