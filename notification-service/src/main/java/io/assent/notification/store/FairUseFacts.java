package io.assent.notification.store;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.CategoryRule;
import io.assent.notification.dispatch.CategoryRules;
import io.assent.notification.dispatch.Circumstances;
import io.assent.notification.dispatch.FairUse;
import io.assent.notification.dispatch.FairUseRules;
import io.assent.notification.dispatch.MarketingHistory;
import io.assent.notification.dispatch.Reach;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What fair use knows of the messages of a batch; it counts what is let through, so each message sees those before it. */
public final class FairUseFacts {
    private final CategoryRules categories;
    private final FairUseRules rules;
    private final Map<String, Standing> standings;
    private final Map<String, Reach> reach;
    private final Map<String, MarketingHistory> histories;
    private final WindowRows.Windows windows;
    private final TemplateRows.Standings templates;
    private final Set<String> counted;

    FairUseFacts(
            CategoryRules categories,
            FairUseRules rules,
            Map<String, Standing> standings,
            Map<String, Reach> reach,
            Map<String, MarketingHistory> histories,
            WindowRows.Windows windows,
            TemplateRows.Standings templates,
            Set<String> counted) {
        this.categories = categories;
        this.rules = rules;
        this.standings = standings;
        this.reach = reach;
        this.histories = histories;
        this.windows = windows;
        this.templates = templates;
        this.counted = counted;
    }

    /** The messages that a limit counts. */
    public Set<String> counted() {
        return counted;
    }

    public Circumstances of(Candidate candidate) {
        CategoryRule rule = categories.at(candidate.category(), candidate.now());
        if (candidate.dueAt() != null) {
            return Circumstances.beforeItsHour(rule, templates.of(candidate));
        }
        FairUse limits = rules.at(candidate.now());
        Standing standing = standings.get(candidate.company());
        MarketingHistory history = history(candidate);
        Reach reached = reached(candidate);
        return new Circumstances(
                rule,
                templates.of(candidate),
                windows.of(candidate),
                standing == null ? null : standing.marketingPausedUntil(),
                history == null ? null : history.personCapUntil(limits, candidate.now()),
                history == null ? null : history.pairCapUntil(candidate.company(), limits, candidate.now()),
                reached == null || standing == null
                        ? null
                        : tierUntil(candidate, reached, standing.recipients(limits)));
    }

    private static @Nullable Instant tierUntil(Candidate candidate, Reach reached, int limit) {
        return reached.tierUntil(candidate.user(), limit, candidate.now());
    }

    /** The message is let through: from now on it counts against the limits. */
    public void count(Candidate candidate) {
        MarketingHistory history = history(candidate);
        if (history != null) {
            history.add(candidate.company(), candidate.now());
        }
        Reach reached = reached(candidate);
        if (reached != null) {
            reached.add(candidate.user(), candidate.now());
        }
    }

    private @Nullable MarketingHistory history(Candidate candidate) {
        return candidate.category() == Category.MARKETING ? histories.get(candidate.user()) : null;
    }

    private @Nullable Reach reached(Candidate candidate) {
        return FairUseStore.countsRecipient(candidate) ? reach.get(candidate.company()) : null;
    }

    Map<String, MarketingHistory> histories() {
        return histories;
    }

    Map<String, Reach> reach() {
        return reach;
    }
}
