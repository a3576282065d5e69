package io.assent.ad.memory;

import io.assent.ad.feed.AdsChoice;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ads choices and blocks of everybody, as the consent log says; and how long feeds may rely on them. */
@Singleton
public class ConsentMemory {
    private final Map<String, Versioned<AdsChoice>> choices = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Versioned<Boolean>>> blocks = new ConcurrentHashMap<>();
    private final Map<Integer, Duration> leaseTerms = new ConcurrentHashMap<>();

    private record Versioned<T>(long version, T value) {}

    public void applyChoice(String user, long version, AdsChoice choice) {
        choices.merge(user, new Versioned<>(version, choice), ConsentMemory::newer);
    }

    public void applyContact(String user, String company, long version, boolean blocked) {
        blocks.computeIfAbsent(user, _ -> new ConcurrentHashMap<>())
                .merge(company, new Versioned<>(version, blocked), ConsentMemory::newer);
    }

    /** Who was erased has chosen nothing and is shown no ads; what has a higher version was said by who came back. */
    public void forget(String user, long version) {
        choices.computeIfPresent(user, (_, known) -> known.version() > version ? known : null);
        blocks.computeIfPresent(user, (_, known) -> {
            known.values().removeIf(block -> block.version() <= version);
            return known.isEmpty() ? null : known;
        });
    }

    public void applyLeaseTerms(int partition, Duration lease) {
        leaseTerms.put(partition, lease);
    }

    public AdsChoice choice(String user) {
        Versioned<AdsChoice> choice = choices.get(user);
        return choice == null ? AdsChoice.NONE : choice.value();
    }

    public Set<String> blockedBy(String user) {
        Set<String> blocked = new HashSet<>();
        blocks.getOrDefault(user, Map.of()).forEach((company, block) -> {
            if (block.value()) {
                blocked.add(company);
            }
        });
        return blocked;
    }

    /** The shortest terms, once those of all partitions are known. */
    public Optional<Duration> lease(int partitions) {
        return leaseTerms.size() < partitions
                ? Optional.empty()
                : leaseTerms.values().stream().min(Duration::compareTo);
    }

    private static <T> Versioned<T> newer(Versioned<T> known, Versioned<T> told) {
        return told.version() > known.version() ? told : known;
    }
}
