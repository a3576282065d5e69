package io.assent.ad.feed;

import io.assent.ad.campaign.Campaign;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts sponsored items between posts: after every third, never first, never last, no campaign twice. */
public final class FeedComposer {
    /** Posts before each sponsored item. */
    public static final int SPACING = 3;

    private FeedComposer() {}

    /** Where the price of an ad comes from. */
    @FunctionalInterface
    public interface Budget {
        /** Holds the price of one impression for a slot; false when the campaign has none left. */
        boolean hold(Campaign campaign, int slot);
    }

    /**
     * Composes a feed.
     *
     * @param posts live posts in the order of the feed
     * @param offers eligible campaigns in their order; only so many are asked for as are needed
     * @param budget holds the price of each ad that is placed
     */
    public static List<FeedItem> compose(List<Post> posts, Iterator<Campaign> offers, Budget budget) {
        List<FeedItem> items = new ArrayList<>(posts.size() + posts.size() / SPACING);
        int slot = 0;
        for (int shown = 1; shown <= posts.size(); shown++) {
            items.add(new FeedItem.Status(posts.get(shown - 1)));
            if (shown % SPACING == 0 && shown < posts.size()) {
                slot++;
                Campaign next = next(offers, slot, budget);
                if (next != null) {
                    items.add(new FeedItem.Sponsored(next, slot));
                }
            }
        }
        return items;
    }

    private static @Nullable Campaign next(Iterator<Campaign> offers, int slot, Budget budget) {
        while (offers.hasNext()) {
            Campaign offer = offers.next();
            if (budget.hold(offer, slot)) {
                return offer;
            }
        }
        return null;
    }
}
