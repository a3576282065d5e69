package io.assent.ad.memory;

import io.assent.ad.feed.Post;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Status posts, as long as somebody could see them. */
@Singleton
public class StatusMemory {
    private final Map<String, Map<String, Post>> byAuthor = new ConcurrentHashMap<>();

    /** The same post again changes nothing. */
    public void apply(Post post) {
        byAuthor.computeIfAbsent(post.author(), _ -> new ConcurrentHashMap<>()).putIfAbsent(post.postId(), post);
    }

    /** Posts of these people that are live, in the order of a feed. */
    public List<Post> live(Collection<String> authors, Instant now) {
        return authors.stream()
                .flatMap(author -> byAuthor.getOrDefault(author, Map.of()).values().stream())
                .filter(post -> post.isLiveAt(now))
                .sorted(Post.LATEST_FIRST)
                .toList();
    }

    /** Forgets what this author had posted when it was erased. */
    public void forget(String author, Instant erasedAt) {
        byAuthor.getOrDefault(author, new ConcurrentHashMap<>())
                .values()
                .removeIf(post -> !post.postedAt().isAfter(erasedAt));
    }

    /** Forgets what was over by then. */
    public void forgetBefore(Instant time) {
        Instant oldest = time.minus(Post.LIFE);
        byAuthor.values()
                .forEach(
                        posts -> posts.values().removeIf(post -> post.postedAt().isBefore(oldest)));
        byAuthor.values().removeIf(Map::isEmpty);
    }
}
