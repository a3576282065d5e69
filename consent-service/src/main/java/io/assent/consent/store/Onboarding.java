package io.assent.consent.store;

import io.assent.consent.company.Company;

/**
 * A company, and where the event that tells of it waits for Kafka.
 *
 * @param sequence of the outbox row in its lane
 */
public record Onboarding(Company company, int lane, long sequence) {}
