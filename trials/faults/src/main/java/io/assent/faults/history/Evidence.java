package io.assent.faults.history;

import java.util.List;
import java.util.Map;

/**
 * Everything that the checker judges of one run: what clients saw, what the logs hold, and what the books say in the end.
 *
 * @param operations the history
 * @param lives events of messages, in the order of their partitions
 * @param permissions states in the consent log, in the order of their partitions
 * @param impressions told impressions
 * @param deadLetters dead letters, by the place that they name
 * @param charges billing's charges by event id
 * @param contacts the final state of contacts, by {@code person|company}
 * @param choices the final ads choice, by person
 * @param campaigns how the campaigns stand
 * @param flows what did not flow again after the healing
 */
public record Evidence(
        List<Operation> operations,
        List<Life> lives,
        List<Permission> permissions,
        List<Impression> impressions,
        List<DeadLetter> deadLetters,
        List<Charge> charges,
        Map<String, Contact> contacts,
        Map<String, String> choices,
        List<Campaign> campaigns,
        List<String> flows) {

    /** An event of a message's life: accepted, sent, delivered, read, suppressed, expired. */
    public record Life(String eventId, String messageId, String status, String place) {}

    /** A state in the consent log. */
    public record Permission(String key, long version, String place) {}

    public record Impression(String id, String campaign, long priceMicros) {}

    /** @param eventId of the event that was refused; empty when it had none */
    public record DeadLetter(String id, String eventId, String reason) {}

    /** @param debitMicros of the postings that belong to it */
    public record Charge(String eventId, long amountMicros, long debitMicros, long creditMicros) {}

    public record Contact(String state, boolean blocked) {}

    public record Campaign(String id, long budgetMicros, long spentMicros, long reservedMicros, long impressions) {}
}
