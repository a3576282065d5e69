package io.assent.notification.store;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.CategoryRules;
import io.assent.notification.dispatch.FairUse;
import io.assent.notification.dispatch.FairUseRules;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads and keeps what fair use counts, one statement a kind and batch; what a batch has no use for is not asked. Rows of
 * companies are locked before those of people, each in their order, so two gates count one after the other.
 */
@Singleton
public class FairUseStore {
    private final CategoryRules categories;
    private final FairUseRules rules;

    public FairUseStore(CategoryRules categories, FairUseRules rules) {
        this.categories = categories;
        this.rules = rules;
    }

    /**
     * Facts whose limits nobody else counts on until the transaction ends.
     *
     * @param candidates that consent lets through; of nobody else is anything kept
     */
    public FairUseFacts lock(Connection connection, List<Candidate> candidates, Map<String, Standing> standings)
            throws SQLException {
        return facts(connection, candidates, standings, true);
    }

    /** The same facts as they are just now, for who only asks. */
    public FairUseFacts read(Connection connection, List<Candidate> candidates, Map<String, Standing> standings)
            throws SQLException {
        return facts(connection, candidates, standings, false);
    }

    private FairUseFacts facts(
            Connection connection, List<Candidate> candidates, Map<String, Standing> standings, boolean locked)
            throws SQLException {
        TreeMap<String, Set<String>> limited = new TreeMap<>();
        Set<String> marketed = new HashSet<>();
        Set<String> counted = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (candidate.dueAt() != null) {
                continue; // its limits are asked when its hour has come
            }
            FairUse limits = rules.at(candidate.now());
            Standing standing = standings.get(candidate.company());
            if (countsRecipient(candidate) && standing != null && standing.isLimited(limits)) {
                limited.computeIfAbsent(candidate.company(), _ -> new HashSet<>())
                        .add(candidate.user());
                counted.add(candidate.messageId());
            }
            if (candidate.category() == Category.MARKETING && limits.limitsMarketing()) {
                marketed.add(candidate.user());
                counted.add(candidate.messageId());
            }
        }
        return new FairUseFacts(
                categories,
                rules,
                standings,
                ReachRows.read(connection, limited, locked ? earliest(candidates) : null),
                MarketingRows.read(connection, marketed, locked),
                WindowRows.read(connection, inWindows(candidates)),
                TemplateRows.read(connection, candidates),
                counted);
    }

    /** Keeps what was counted against limits. */
    public void write(Connection connection, FairUseFacts facts) throws SQLException {
        ReachRows.write(connection, facts.reach());
        MarketingRows.write(connection, facts.histories());
    }

    /** Counts what was let through for the first time; the last of the transaction's locks. */
    public void sent(Connection connection, int lane, Collection<String> companies, Instant now) throws SQLException {
        QualityRows.sent(connection, lane, companies, now);
    }

    /** An answer to somebody who wrote is no reaching out. */
    static boolean countsRecipient(Candidate candidate) {
        return candidate.category() != Category.CHAT;
    }

    private List<Candidate> inWindows(List<Candidate> candidates) {
        return candidates.stream()
                .filter(each -> categories.at(each.category(), each.now()).needsWindow())
                .toList();
    }

    private static Instant earliest(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::now).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** How those of the companies stand that were onboarded. */
    public Map<String, Standing> standings(Connection connection, Collection<String> companies) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, " + Standing.COLUMNS + " from company where id = any (?)")) {
            select.setArray(1, Sql.texts(connection, companies));
            Map<String, Standing> standings = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    standings.put(row.getString(1), Standing.of(row, 2));
                }
            }
            return standings;
        }
    }
}
