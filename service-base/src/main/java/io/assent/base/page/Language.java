package io.assent.base.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the pages. Who asks for none of them reads English. */
public enum Language {
    EN("English"),
    DE("Deutsch");

    private final String ownName;

    Language(String ownName) {
        this.ownName = ownName;
    }

    /** As it is called by those who speak it. */
    public String ownName() {
        return ownName;
    }

    /** IETF tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    public static Optional<Language> of(@Nullable String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    /** The best of a header {@code Accept-Language}; one that cannot be read says nothing. */
    public static Language accepted(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return EN;
        }
        try {
            List<Locale> offered = Arrays.stream(values()).map(Language::locale).toList();
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), offered);
            return best == null ? EN : of(best.getLanguage()).orElse(EN);
        } catch (IllegalArgumentException unreadable) {
            return EN;
        }
    }
}
