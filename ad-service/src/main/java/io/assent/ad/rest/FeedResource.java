package io.assent.ad.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assent.ad.campaign.Campaign;
import io.assent.ad.campaign.Creative;
import io.assent.ad.feed.AdsChoice;
import io.assent.ad.feed.FeedItem;
import io.assent.ad.feed.Post;
import io.assent.ad.feed.Viewer;
import io.assent.ad.token.ImpressionToken;
import io.assent.ad.token.TokenSigner;
import io.assent.base.EventTime;
import io.assent.base.rest.AtLeast;
import io.assent.base.rest.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A viewer's Status feed: what their contacts posted in the last 24 hours, and ads where the viewer chose to see some. */
@Path("/v1/people/{user}/feed")
@RolesAllowed({"person", "device"})
@RunOnVirtualThread
public class FeedResource {
    private static final Duration FRESHNESS_PATIENCE = Duration.ofSeconds(2);

    private final Caller caller;
    private final Feeds feeds;
    private final TokenSigner signer;
    private final AtLeast atLeast;
    private final EventTime time;

    public FeedResource(Caller caller, Feeds feeds, TokenSigner signer, AtLeast atLeast, EventTime time) {
        this.caller = caller;
        this.feeds = feeds;
        this.signer = signer;
        this.atLeast = atLeast;
        this.time = time;
    }

    /** @param adsWithheld why there are no ads: {@code choice_none}, {@code consent_not_fresh}; absent when there could be */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Feed(
            String feed,
            List<Item> items,
            boolean adsServed,
            @Nullable String adsWithheld) {}

    /** An item: type is status (a post) or sponsored (an ad, labelled as such, with its token). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String type,
            @Nullable String postId,
            @Nullable String author,
            String kind,
            @Nullable Instant postedAt,
            @Nullable String campaign,
            @Nullable String company,
            @Nullable String headline,
            @Nullable String media,
            @Nullable String label,
            @Nullable Why why,
            @Nullable String token) {}

    /** Why this ad: the mode that the viewer chose and what was looked at. */
    public record Why(String mode, List<String> signals) {}

    /** @param feed the client's own id of this look at the feed; a report of views names it */
    @GET
    public Feed feed(
            @PathParam("user") @Pattern(regexp = Ids.PERSON) String user,
            @QueryParam("feed") @NotNull @Pattern(regexp = Ids.FEED) String feed,
            @HeaderParam("Assent-At-Least") @Nullable String freshness,
            @HeaderParam("ce-time") @Nullable String ceTime) {
        caller.mustBePerson(user);
        Instant now = time.ofCall(ceTime);
        atLeast.await(freshness, FRESHNESS_PATIENCE);
        Feeds.Composed composed = feeds.compose(user, feed, now);
        List<Item> items = new ArrayList<>(composed.items().size());
        boolean adsServed = false;
        for (FeedItem item : composed.items()) {
            switch (item) {
                case FeedItem.Status(Post post) -> items.add(status(post));
                case FeedItem.Sponsored(Campaign campaign, int slot) -> {
                    adsServed = true;
                    items.add(sponsored(user, feed, slot, campaign, composed, now));
                }
            }
        }
        return new Feed(feed, items, adsServed, composed.withheld());
    }

    private static Item status(Post post) {
        return new Item(
                "status",
                post.postId(),
                post.author(),
                post.kind(),
                post.postedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Item sponsored(
            String user, String feed, int slot, Campaign campaign, Feeds.Composed composed, Instant now) {
        Viewer viewer = composed.viewer();
        AdsChoice mode = viewer.effective(composed.choice());
        Creative creative = campaign.creativeOfSlot(slot);
        String token = signer.sign(new ImpressionToken(
                user,
                feed,
                slot,
                campaign.id(),
                campaign.company(),
                viewer.country(),
                mode.code(),
                campaign.priceMicros(),
                campaign.currency(),
                now));
        List<String> signals =
                mode == AdsChoice.PERSONALISED ? List.of("country", "language", "age") : List.of("country", "language");
        return new Item(
                "sponsored",
                null,
                null,
                creative.kind().code(),
                null,
                campaign.id(),
                campaign.company(),
                creative.headline(),
                creative.media(),
                "Sponsored",
                new Why(mode.code(), signals),
                token);
    }
}
