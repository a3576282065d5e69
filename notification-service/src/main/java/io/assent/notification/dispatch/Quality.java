package io.assent.notification.dispatch;

import java.util.Locale;

/** How people answer a company's messages: by staying, or by leaving. */
public enum Quality {
    GREEN,
    YELLOW,
    RED;

    public static Quality of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
