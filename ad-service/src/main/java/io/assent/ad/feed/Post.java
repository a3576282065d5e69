package io.assent.ad.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** A Status post. It lives for 24 hours, hard. */
public record Post(String postId, String author, String kind, Instant postedAt) {
    public static final Duration LIFE = Duration.ofHours(24);
    /** The latest first, then by id. */
    public static final Comparator<Post> LATEST_FIRST =
            Comparator.comparing(Post::postedAt).reversed().thenComparing(Post::postId);

    public boolean isLiveAt(Instant now) {
        return !postedAt.isAfter(now) && now.isBefore(postedAt.plus(LIFE));
    }
}
