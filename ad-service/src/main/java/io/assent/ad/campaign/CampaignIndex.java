package io.assent.ad.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Campaigns that were not stopped, by whom they are for, in the order in which they are offered. Feeds read while one thread
 * at a time changes it.
 */
public final class CampaignIndex {
    private static final String ANY = "*";

    private final Map<String, Campaign> byId = new ConcurrentHashMap<>();
    private final Map<Segment, NavigableSet<Campaign>> segments = new ConcurrentHashMap<>();

    private record Segment(String country, String language) {}

    /** Takes the place of the campaign of the same id. */
    public void put(Campaign campaign) {
        if (campaign.equals(byId.get(campaign.id()))) {
            return;
        }
        remove(campaign.id());
        if (!campaign.stopped()) {
            byId.put(campaign.id(), campaign);
            segmentsOf(campaign).forEach(segment -> segment.add(campaign));
        }
    }

    /** Drops what was over by then. */
    public void forgetEndedBefore(Instant time) {
        byId.values().stream()
                .filter(campaign -> !campaign.endsAt().isAfter(time))
                .map(Campaign::id)
                .toList()
                .forEach(this::remove);
    }

    /** Those for a country and a language, the best price first; found one by one as they are asked for. */
    public Iterator<Campaign> in(String country, String language) {
        Offers offers = new Offers();
        offers.add(segments.get(new Segment(country, language)));
        offers.add(segments.get(new Segment(country, ANY)));
        offers.add(segments.get(new Segment(ANY, language)));
        offers.add(segments.get(new Segment(ANY, ANY)));
        return offers;
    }

    public int size() {
        return byId.size();
    }

    private void remove(String id) {
        Campaign known = byId.remove(id);
        if (known != null) {
            segmentsOf(known).forEach(segment -> segment.remove(known));
        }
    }

    private List<NavigableSet<Campaign>> segmentsOf(Campaign campaign) {
        List<NavigableSet<Campaign>> found = new ArrayList<>();
        for (String country : orAny(campaign.targeting().countries())) {
            for (String language : orAny(campaign.targeting().languages())) {
                found.add(segments.computeIfAbsent(
                        new Segment(country, language), _ -> new ConcurrentSkipListSet<>(Campaign.BY_PRICE)));
            }
        }
        return found;
    }

    private static Set<String> orAny(Set<String> wanted) {
        return wanted.isEmpty() ? Set.of(ANY) : wanted;
    }

    /** Merges segments, each of which has its own order already. */
    private static final class Offers implements Iterator<Campaign> {
        private final PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing(Head::campaign, Campaign.BY_PRICE));

        private record Head(Campaign campaign, Iterator<Campaign> rest) {}

        void add(@Nullable NavigableSet<Campaign> segment) {
            if (segment != null) {
                advance(segment.iterator());
            }
        }

        private void advance(Iterator<Campaign> rest) {
            if (rest.hasNext()) {
                heads.add(new Head(rest.next(), rest));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public Campaign next() {
            Head best = heads.poll();
            if (best == null) {
                throw new NoSuchElementException();
            }
            advance(best.rest());
            return best.campaign();
        }
    }
}
