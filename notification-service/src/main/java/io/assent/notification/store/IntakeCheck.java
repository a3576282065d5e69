package io.assent.notification.store;

import io.assent.exactlyonce.Rfc3339;
import io.assent.notification.delivery.MessageIds;
import io.assent.notification.delivery.Terms;
import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.CategoryRule;
import io.assent.notification.dispatch.CategoryRules;
import io.assent.notification.sealing.SealedBody;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shape that every request must have, whichever way it comes. */
@Singleton
public class IntakeCheck {
    /** What people, templates and languages are called. */
    public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final int MAX_BODIES = 5;
    private static final int MAX_EVENT_ID = 128;

    private static final Duration FURTHEST = Duration.ofDays(30);

    private final CategoryRules rules;

    public IntakeCheck(CategoryRules rules) {
        this.rules = rules;
    }

    /** Data of {@code io.assent.notification.NotificationRequested}. */
    public record Requested(
            @Nullable String user,
            @Nullable String category,
            @Nullable List<@Nullable String> sealed,
            @Nullable Long ttlSeconds,
            @Nullable Template template,
            @Nullable String sendAt,
            @Nullable Boolean respectQuietHours) {}

    /** The template that a message is made from. */
    public record Template(@Nullable String id, @Nullable String language) {}

    /** What the check says. */
    public sealed interface Result {
        record Taken(Intake intake) implements Result {}

        record Refused(String reason, String detail) implements Result {}
    }

    public Result check(String company, String eventId, Requested requested, Instant now) {
        return check(company, eventId, requested, true, now);
    }

    /** The shape of a request that is only asked about: it brings no bodies. */
    public Result question(String company, Requested requested, Instant now) {
        return check(company, "question", requested, false, now);
    }

    private Result check(String company, String eventId, Requested requested, boolean withBodies, Instant now) {
        String user = requested.user();
        if (user == null || !isName(user)) {
            return invalid("user is a person's id");
        }
        if (eventId.isBlank() || eventId.length() > MAX_EVENT_ID) {
            return invalid("the event id has 1 to 128 characters");
        }
        Optional<Category> category = Category.of(String.valueOf(requested.category()));
        if (category.isEmpty()) {
            return invalid("category is utility, marketing, authentication or chat");
        }
        return switch (terms(category.get(), requested, now)) {
            case Agreed(Terms terms) ->
                withBodies
                        ? sealed(company, eventId, user, category.get(), requested.sealed(), terms, now)
                        : taken(company, eventId, user, category.get(), new Bodies(List.of(), List.of()), terms, now);
            case Objection(Result.Refused refused) -> refused;
        };
    }

    private sealed interface TermsCheck {}

    private record Agreed(Terms terms) implements TermsCheck {}

    private record Objection(Result.Refused refused) implements TermsCheck {
        Objection(String reason, String detail) {
            this(new Result.Refused(reason, detail));
        }
    }

    private TermsCheck terms(Category category, Requested requested, Instant now) {
        CategoryRule rule = rules.at(category, now);
        Long ttlSeconds = requested.ttlSeconds();
        Duration ttl = ttlSeconds == null ? rule.defaultTtl() : Duration.ofSeconds(ttlSeconds);
        if (!rule.allowsTtl(ttl)) {
            return new Objection(
                    "ttl_out_of_bounds",
                    "ttlSeconds of %s is %d to %d"
                            .formatted(
                                    category.code(),
                                    rule.shortestTtl().toSeconds(),
                                    rule.longestTtl().toSeconds()));
        }
        Instant sendAt = null;
        if (requested.sendAt() != null) {
            try {
                sendAt = Rfc3339.parse(requested.sendAt());
            } catch (DateTimeException e) {
                return new Objection("invalid_field", "sendAt is an RFC 3339 time");
            }
            if (sendAt.isAfter(now.plus(FURTHEST))) {
                return new Objection("send_at_out_of_bounds", "sendAt is at most 30 days ahead");
            }
        }
        Template template = requested.template();
        if (template != null && !(isName(template.id()) && isName(template.language()))) {
            return new Objection("invalid_field", "a template has an id and a language");
        }
        return new Agreed(new Terms(
                ttl,
                sendAt,
                Boolean.TRUE.equals(requested.respectQuietHours()),
                template == null ? null : template.id() + "/" + template.language()));
    }

    private static boolean isName(@Nullable String name) {
        return name != null && NAMES.matcher(name).matches();
    }

    private static Result sealed(
            String company,
            String eventId,
            String user,
            Category category,
            @Nullable List<@Nullable String> sealed,
            Terms terms,
            Instant now) {
        if (sealed == null || sealed.isEmpty() || sealed.size() > MAX_BODIES) {
            return new Result.Refused("not_sealed", "sealed holds one to five bodies");
        }
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
        return taken(company, eventId, user, category, new Bodies(bodies, kids), terms, now);
    }

    private record Bodies(List<String> sealed, List<String> kids) {}

    private static Result taken(
            String company, String eventId, String user, Category category, Bodies bodies, Terms terms, Instant now) {
        return new Result.Taken(new Intake(
                MessageIds.of(company, eventId),
                company,
                eventId,
                fingerprint(user, category, terms, bodies.sealed()),
                user,
                category,
                bodies.sealed(),
                bodies.kids(),
                terms,
                now,
                null));
    }

    /** What a request does not say does not count, so that its repetition is known whatever may be said besides one day. */
    private static byte[] fingerprint(String user, Category category, Terms terms, List<String> bodies) {
        List<Object> parts = new ArrayList<>(List.of(user, category, terms.ttl(), bodies));
        if (terms.template() != null) {
            parts.add(terms.template());
        }
        if (terms.sendAt() != null) {
            parts.add(terms.sendAt());
        }
        if (terms.respectsQuietHours()) {
            parts.add("quiet");
        }
        return MessageIds.fingerprint(parts.toArray());
    }

    private static Result.Refused invalid(String detail) {
        return new Result.Refused("invalid_field", detail);
    }
}
