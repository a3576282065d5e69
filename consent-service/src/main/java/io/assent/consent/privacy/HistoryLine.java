package io.assent.consent.privacy;

import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.contact.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision, or one request, as it was recorded: on a company ({@code change}) or on ads ({@code ads}).
 *
 * @param name of the company
 * @param purposes that were asked for, or that are allowed since then
 */
public record HistoryLine(
        Instant at,
        @Nullable String name,
        @Nullable ContactChange change,
        List<Purpose> purposes,
        String noticeVersion,
        @Nullable AdsChoice ads) {

    public static HistoryLine ofContact(
            Instant at, String name, ContactChange change, List<Purpose> purposes, String noticeVersion) {
        return new HistoryLine(at, name, change, purposes, noticeVersion, null);
    }

    public static HistoryLine ofAds(Instant at, AdsChoice choice) {
        return new HistoryLine(at, null, null, List.of(), "", choice);
    }

    public boolean asked() {
        return change == ContactChange.REQUESTED;
    }

    /** For the other changes it goes without saying. */
    public boolean tellsAllowed() {
        return change == ContactChange.ACCEPTED
                || change == ContactChange.WITHDRAWN
                || change == ContactChange.IMPORTED;
    }
}
