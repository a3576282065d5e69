package io.assent.ad.rest;

import io.assent.ad.campaign.Campaign;
import io.assent.ad.feed.AdsChoice;
import io.assent.ad.feed.Eligibility;
import io.assent.ad.feed.FeedComposer;
import io.assent.ad.feed.FeedItem;
import io.assent.ad.feed.Post;
import io.assent.ad.feed.Viewer;
import io.assent.ad.kafka.ConsentLease;
import io.assent.ad.memory.BudgetLeases;
import io.assent.ad.memory.ConsentMemory;
import io.assent.ad.memory.PeopleMemory;
import io.assent.ad.memory.StatusMemory;
import io.assent.ad.store.CampaignStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Composes feeds from what this instance remembers. */
@Singleton
class Feeds {
    private static final Viewer STRANGER = new Viewer("", "", "unknown", Set.of());

    private final PeopleMemory people;
    private final StatusMemory statuses;
    private final ConsentMemory consent;
    private final ConsentLease lease;
    private final CampaignStore campaigns;
    private final BudgetLeases budgets;
    private final MeterRegistry meters;

    Feeds(
            PeopleMemory people,
            StatusMemory statuses,
            ConsentMemory consent,
            ConsentLease lease,
            CampaignStore campaigns,
            BudgetLeases budgets,
            MeterRegistry meters) {
        this.people = people;
        this.statuses = statuses;
        this.consent = consent;
        this.lease = lease;
        this.campaigns = campaigns;
        this.budgets = budgets;
        this.meters = meters;
    }

    record Composed(
            Viewer viewer,
            AdsChoice choice,
            List<FeedItem> items,
            @Nullable String withheld) {}

    Composed compose(String user, String feed, Instant now) {
        Viewer viewer = people.find(user).orElse(STRANGER);
        Set<String> contacts = new HashSet<>(viewer.contacts());
        contacts.remove(user);
        List<Post> posts = statuses.live(contacts, now);
        // The lease first: what is read after it is at least as new as it says.
        boolean fresh = consent.choice(user) != AdsChoice.NONE && lease.isFresh();
        AdsChoice choice = consent.choice(user);
        if (choice == AdsChoice.NONE) {
            return withheld(viewer, posts, "choice_none");
        }
        if (!fresh) {
            return withheld(viewer, posts, "consent_not_fresh");
        }
        Set<String> blocked = consent.blockedBy(user);
        Iterator<Campaign> offers = campaigns
                .offers(viewer)
                .filter(campaign -> Eligibility.isEligible(campaign, viewer, choice, blocked, now))
                .iterator();
        String look = look(user, feed);
        List<FeedItem> items =
                FeedComposer.compose(posts, offers, (campaign, slot) -> budgets.hold(campaign, look, slot));
        meters.counter("assent.feeds", "ads", items.size() > posts.size() ? "shown" : "none")
                .increment();
        return new Composed(viewer, choice, items, null);
    }

    /** One viewer's look at a feed, of which one report is taken. */
    static String look(String viewer, String feed) {
        return viewer + "|" + feed;
    }

    private Composed withheld(Viewer viewer, List<Post> posts, String reason) {
        meters.counter("assent.feeds", "ads", reason.equals("choice_none") ? "none" : "withheld")
                .increment();
        List<FeedItem> items =
                posts.stream().<FeedItem>map(FeedItem.Status::new).toList();
        return new Composed(viewer, AdsChoice.NONE, items, reason);
    }
}
