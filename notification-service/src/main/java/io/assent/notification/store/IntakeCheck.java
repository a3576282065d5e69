package io.assent.notification.store;

import io.assent.notification.delivery.MessageIds;
import io.assent.notification.dispatch.Category;
import io.assent.notification.sealing.SealedBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shape that every request must have, whichever way it comes. */
public final class IntakeCheck {
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MAX_BODIES = 5;
    private static final int MAX_EVENT_ID = 128;

    private IntakeCheck() {}

    /** Data of {@code io.assent.notification.NotificationRequested}. */
    public record Requested(
            @Nullable String user,
            @Nullable String category,
            @Nullable List<@Nullable String> sealed,
            @Nullable Long ttlSeconds) {}

    /** What the check says. */
    public sealed interface Result {
        record Taken(Intake intake) implements Result {}

        record Refused(String reason, String detail) implements Result {}
    }

    public static Result check(String company, String eventId, Requested requested, Instant now) {
        String user = requested.user();
        if (user == null || !PERSON.matcher(user).matches()) {
            return invalid("user is a person's id");
        }
        if (eventId.isBlank() || eventId.length() > MAX_EVENT_ID) {
            return invalid("the event id has 1 to 128 characters");
        }
        Optional<Category> category = Category.of(String.valueOf(requested.category()));
        if (category.isEmpty()) {
            return invalid("category is utility, marketing, authentication or chat");
        }
        Long ttlSeconds = requested.ttlSeconds();
        Duration ttl = ttlSeconds == null ? category.get().defaultTtl() : Duration.ofSeconds(ttlSeconds);
        if (!category.get().allowsTtl(ttl)) {
            return new Result.Refused("ttl_out_of_bounds", "ttlSeconds is out of the bounds of its category");
        }
        List<@Nullable String> sealed = requested.sealed();
        if (sealed == null || sealed.isEmpty() || sealed.size() > MAX_BODIES) {
            return new Result.Refused("not_sealed", "sealed holds one to five bodies");
        }
        return sealed(company, eventId, user, category.get(), sealed, ttl, now);
    }

    private static Result sealed(
            String company,
            String eventId,
            String user,
            Category category,
            List<@Nullable String> sealed,
            Duration ttl,
            Instant now) {
        List<String> bodies = new ArrayList<>(sealed.size());
        List<String> kids = new ArrayList<>(sealed.size());
        for (String body : sealed) {
            if (body == null) {
                return new Result.Refused("not_sealed", "a body is a JWE in compact serialisation");
            }
            switch (SealedBody.check(body, user, company)) {
                case SealedBody.Check.Sealed(String kid) -> kids.add(kid);
                case SealedBody.Check.Refused(String reason, String detail) -> {
                    return new Result.Refused(reason, detail);
                }
            }
            bodies.add(body);
        }
        byte[] fingerprint = MessageIds.fingerprint(user, category, ttl, bodies);
        return new Result.Taken(new Intake(
                MessageIds.of(company, eventId),
                company,
                eventId,
                fingerprint,
                user,
                category,
                bodies,
                kids,
                ttl,
                now,
                null));
    }

    private static Result invalid(String detail) {
        return new Result.Refused("invalid_field", detail);
    }
}
