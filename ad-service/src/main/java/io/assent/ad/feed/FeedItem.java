package io.assent.ad.feed;

import io.assent.ad.campaign.Campaign;

/** An item of a feed. */
public sealed interface FeedItem {
    record Status(Post post) implements FeedItem {}

    /** @param slot 1, 2, …; the place of the ad among the ads */
    record Sponsored(Campaign campaign, int slot) implements FeedItem {}
}
