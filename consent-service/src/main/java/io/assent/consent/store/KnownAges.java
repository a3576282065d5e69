package io.assent.consent.store;

import io.assent.consent.age.AgeBand;
import io.assent.consent.contact.AgeLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The ages of those people in a group for whose command they may count: one query for all of them, and none where no command
 * asks. They are read under the locks of the shards, and so as they are at the moment of the decision.
 */
final class KnownAges {
    private final Map<String, AgeStore.Age> ages;

    private KnownAges(Map<String, AgeStore.Age> ages) {
        this.ages = ages;
    }

    static KnownAges of(Connection connection, List<ConsentCommand> commands) throws SQLException {
        List<String> people = commands.stream()
                .filter(command -> counts(command.action()))
                .map(ConsentCommand::person)
                .distinct()
                .toList();
        return new KnownAges(people.isEmpty() ? Map.of() : AgeRows.select(connection, people));
    }

    private static boolean counts(ConsentAction action) {
        return switch (action) {
            case ConsentAction.OnContact contact -> AgeLimit.mayApply(contact.command());
            case ConsentAction.OnAds ads -> !ads.choice().isOpenTo(AgeBand.MINOR);
        };
    }

    AgeBand of(ConsentCommand command) {
        AgeStore.Age age = ages.get(command.person());
        return age == null ? AgeBand.UNKNOWN : age.band();
    }
}
