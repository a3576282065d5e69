package io.assent.consent.privacy;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.Purpose;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One company, and what the person allows it.
 *
 * @param name of the company; its id when it was never onboarded
 * @param version of the contact: an answer counts only for the request that was shown
 * @param since when it is as it is
 */
public record ContactCard(
        String company,
        String name,
        Standing standing,
        List<PurposeLine> purposes,
        Notice notice,
        long version,
        Instant since) {
    /** What a person looks for first: those who ask, then those who may, then the rest; by name. */
    public static final Comparator<ContactCard> ORDER = Comparator.comparing(ContactCard::standing)
            .thenComparing(card -> card.name().toLowerCase(Locale.ROOT));

    public static ContactCard of(
            String company, String name, Contact contact, Notice notice, long version, Instant since) {
        return new ContactCard(company, name, Standing.of(contact), PurposeLine.of(contact), notice, version, since);
    }

    public boolean asks() {
        return standing == Standing.ASKS;
    }

    /** The person has said yes to something, be it stopped for now. */
    public boolean allowed() {
        return standing == Standing.ALLOWED || standing == Standing.PAUSED;
    }

    public boolean blocked() {
        return standing == Standing.BLOCKED;
    }

    /** Nothing is allowed, and there is something that could be. */
    public boolean reconsiderable() {
        return switch (standing) {
            case DECLINED, WITHDRAWN, EXPIRED -> !purposes.isEmpty();
            case ASKS, ALLOWED, PAUSED, LAPSED, BLOCKED, NONE -> false;
        };
    }

    /** It is allowed something now, be it that it asks for more. */
    public boolean reaches() {
        return !blocked() && purposes.stream().anyMatch(PurposeLine::allowed);
    }

    /** It was allowed something, and is again when the block is lifted. */
    public boolean reachesUnblocked() {
        return blocked() && purposes.stream().anyMatch(PurposeLine::allowed);
    }

    public String initial() {
        return name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** What to accept so that this purpose is allowed as well: an acceptance names all that holds after it. */
    public Set<Purpose> allowing(Purpose added) {
        Set<Purpose> all = new TreeSet<>();
        all.add(added);
        purposes.stream()
                .filter(line -> line.allowed() && line.asked())
                .map(PurposeLine::purpose)
                .forEach(all::add);
        return all;
    }
}
