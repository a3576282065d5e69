package io.assent.notification;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.CategoryRule;
import io.assent.notification.dispatch.DecisionTablePage;
import io.assent.notification.dispatch.FairUse;
import io.assent.notification.dispatch.Suppression;
import io.assent.notification.store.RuleFiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Makes docs/fair-use.md from the rules, the reasons and the gate's table. */
final class FairUsePage {
    private FairUsePage() {}

    static String text() {
        return """
                # Fair use: who may be reached, when, and how often

                One page for senders, made from the code by `FairUsePageTest`; change the rules, not the page. Consent comes first, and no rule
                below lets anything through that a person did not allow.

                ## Categories
                Times to live in seconds. A message is handled by the rules of its own day (UTC).

                | from | category | purpose | shortest | default | longest | window | template |
                |---|---|---|---|---|---|---|---|
                %s
                *Window*: a chat is an answer. It may be sent while the window is open that each message of the person opens, and each ad of
                the company that the person follows. Chat is free in both
                directions. *Template*: a message may name one (`template: {id, language}`); then it must be approved and of the same category.

                ## Limits
                | from | limit | value |
                |---|---|---|
                %s
                A person's day is any 24 hours: the first of their marketing messages makes room when it is a day old. A company's day is 24 hours that begin with its first
                message. They go by the time of the decision, whatever time a request carries. Chats reach nobody new and are not counted. Limits of messages for later are asked when their hour has come. Across instances and
                topics they are counted in locked rows, so they hold whoever sends, and how.

                `GET /v1/companies/{company}/standing` tells a company its tier, whom it has reached, its quality and until when its marketing rests; an
                operator sets the tier (`PUT …/standing/tier`) and ends a rest (`DELETE …/standing/pause`). Quality is made of blocks and withdrawals of people who had let the
                company in, against messages that were let through; nothing else is looked at, and who leaves again in the days that it looks back counts once. When a
                rest ends, or an operator ends it, counting begins anew: who left until then counts no more. After the last of the published rests only an operator lets
                marketing go on (until `9999-12-31T23:59:59Z`, without `retryAfter`); rests are forgotten when as many days have passed as quality looks back.

                `POST /v1/notifications/explain` with a request without `sealed` says what the gate would decide now, and why; it sends and counts nothing.

                ## Calls
                To send and to `explain` a company may make %s calls a second to an instance, and %s at once. Answers carry `RateLimit-Policy` and `RateLimit`
                (draft-ietf-httpapi-ratelimit-headers); beyond it is 429 `rate_limited` with `Retry-After`. What is written to Kafka is not limited by it.

                ## What the gate decides
                The first row that fits is the decision; a test holds the gate to it in every one of %,d combinations.

                | | when | decision |
                |---|---|---|
                %s
                ## Reasons
                `retriable`: the same request under another event id may be let through later without anybody changing their mind; `retryAfter` in the event and
                in `explain` says from when on, where that is known.

                | reason | means | retriable |
                |---|---|---|
                %s""".formatted(
                        categories(),
                        limits(),
                        "1,000",
                        "2,000",
                        DecisionTablePage.cases(),
                        DecisionTablePage.rows(),
                        reasons());
    }

    private static String categories() {
        return RuleFiles.ownCategories().all().stream()
                .map(FairUsePage::category)
                .collect(Collectors.joining());
    }

    private static String category(CategoryRule rule) {
        Category category = rule.category();
        return "| %s | `%s` | `%s` | %,d | %,d | %,d | %s | %s |\n"
                .formatted(
                        rule.effectiveFrom(),
                        category.code(),
                        category.purpose(),
                        rule.shortestTtl().toSeconds(),
                        rule.defaultTtl().toSeconds(),
                        rule.longestTtl().toSeconds(),
                        rule.needsWindow() ? "needed" : "–",
                        rule.needsTemplate() ? "needed" : "optional");
    }

    private static String limits() {
        return RuleFiles.ownFairUse().all().stream().map(FairUsePage::limit).collect(Collectors.joining());
    }

    private static String limit(FairUse limits) {
        List<Integer> tiers = limits.tiers();
        String from = limits.effectiveFrom().toString();
        return List.of(
                        "a chat window is open for | %d hours"
                                .formatted(limits.chatWindow().toHours()),
                        "it is open after an ad was followed for | %d hours"
                                .formatted(limits.adClickWindow().toHours()),
                        "marketing messages to a person a day, of all companies together | %d"
                                .formatted(limits.marketingToPerson()),
                        "marketing messages of one company to a person a day | %d"
                                .formatted(limits.marketingFromCompany()),
                        "people whom a company may reach a day, by its tier | %s; tier %d: no limit"
                                .formatted(tiers(tiers), tiers.size() + 1),
                        "tier of a new company | %d".formatted(limits.firstTier()),
                        "quality looks back | %d days"
                                .formatted(limits.quality().days()),
                        "and says nothing before so many people left | %d"
                                .formatted(limits.quality().least()),
                        "yellow from so many for a thousand messages | %d"
                                .formatted(limits.quality().yellowPerMille()),
                        "red, and marketing rests, from | %d"
                                .formatted(limits.quality().redPerMille()),
                        "marketing rests, the first time, the second, … | %s hours"
                                .formatted(limits.quality().pauses().stream()
                                        .map(Duration::toHours)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "))))
                .stream()
                .map(line -> "| " + from + " | " + line + " |\n")
                .collect(Collectors.joining());
    }

    private static String tiers(List<Integer> tiers) {
        return java.util.stream.IntStream.range(0, tiers.size())
                .mapToObj(i -> "tier %d: %,d".formatted(i + 1, tiers.get(i)))
                .collect(Collectors.joining("; "));
    }

    private static String reasons() {
        return Arrays.stream(Suppression.values())
                .map(reason -> "| `%s` | %s | %s |\n"
                        .formatted(reason.code(), reason.meaning(), reason.retriable() ? "yes" : "no"))
                .collect(Collectors.joining());
    }
}
