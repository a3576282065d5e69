package io.assent.notification.client;

/** A message is sealed, or the service does not give the keys for it. */
public sealed interface SealResult permits SealedNotification, Refused {}
