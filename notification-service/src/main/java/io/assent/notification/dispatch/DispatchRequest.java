package io.assent.notification.dispatch;

import java.time.Instant;

/**
 * What the gate needs to know of a message; never its body.
 *
 * @param recipientKnown whether the messenger has told of this person
 */
public record DispatchRequest(Category category, boolean recipientKnown, Instant expiresAt) {}
