package io.assent.ad.campaign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The four kinds of a Status item. */
public enum CreativeKind {
    PHOTO,
    TEXT,
    VIDEO,
    GIF;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CreativeKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
