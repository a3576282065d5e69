package io.assent.ad.campaign;

import org.jspecify.annotations.Nullable;

/** @param media an opaque reference; a text has none */
public record Creative(
        CreativeKind kind, String headline, @Nullable String media) {}
