package io.assent.consent.history;

import java.time.Instant;

/** What an entry says of itself, to be held against its row. */
public record EntryClaim(long sequence, String person, String counterpart, Instant recordedAt) {}
