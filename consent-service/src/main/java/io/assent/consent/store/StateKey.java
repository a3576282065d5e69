package io.assent.consent.store;

/** The key of a current state; in Kafka {@code person|counterpart}. */
record StateKey(String person, String counterpart) {}
