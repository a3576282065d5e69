package io.assent.notification.delivery;

import io.assent.notification.dispatch.Category;
import java.time.Instant;

/** A message waits to be handed over to this person, until it expires. */
public record Waiting(String user, Category category, Instant expiresAt) {}
