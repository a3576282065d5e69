package io.assent.local.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The people of a day: where they live, what they speak, whom they know. */
final class Population {
    private static final String SOURCE = "/messenger/people";
    private static final String[] COUNTRIES = {"DE", "DE", "DE", "GB", "GB", "IN", "IN", "IN", "BR", "BR"};

    private final DayShape shape;
    private final Random dice;
    private final List<String> ids;

    Population(DayShape shape) {
        this.shape = shape;
        this.dice = shape.dice("people");
        this.ids = IntStream.rangeClosed(1, shape.people())
                .mapToObj("p-%04d"::formatted)
                .toList();
    }

    List<String> ids() {
        return ids;
    }

    String anyone(Random with) {
        return ids.get(with.nextInt(ids.size()));
    }

    /** Everybody is made known at the opening; some move or change their contacts during the day, some of it told late. */
    void appear(Script script) {
        for (String id : ids) {
            script.say(shape.at(4, 1), SOURCE, DayTypes.PERSON_CHANGED, person(id, shape.at(4, 1)));
        }
        for (int i = 0; i < Math.max(2, ids.size() / 25); i++) {
            String id = anyone(dice);
            Instant time = shape.at(6, 0).plusSeconds(dice.nextInt(60_000));
            script.say(time, SOURCE, DayTypes.PERSON_CHANGED, person(id, time));
            if (i % 3 == 0) {
                Instant earlier = time.minusSeconds(600);
                script.delay(
                        script.say(earlier, SOURCE, DayTypes.PERSON_CHANGED, person(id, earlier)),
                        Duration.ofMinutes(25));
            }
        }
    }

    /** The version of a person is the second at which it became true, so what comes late loses. */
    private ObjectNode person(String id, Instant time) {
        String country = dice.nextInt(40) == 0 ? "AT" : COUNTRIES[dice.nextInt(COUNTRIES.length)];
        int age = dice.nextInt(100);
        ObjectNode data = Script.data()
                .put("user", id)
                .put("country", country)
                .put("language", language(country))
                .put("ageBand", age < 85 ? "adult" : age < 95 ? "minor" : "unknown");
        var contacts = data.putArray("contacts");
        contactsOf(id).forEach(contacts::add);
        return data.put("version", time.getEpochSecond());
    }

    private List<String> contactsOf(String id) {
        var contacts = new TreeSet<String>();
        for (int i = 2 + dice.nextInt(11); i > 0; i--) {
            contacts.add(anyone(dice));
        }
        contacts.remove(id);
        return new ArrayList<>(contacts);
    }

    private String language(String country) {
        boolean abroad = dice.nextInt(8) == 0;
        return switch (country) {
            case "DE", "AT" -> abroad ? "tr" : "de";
            case "GB" -> abroad ? "pl" : "en";
            case "IN" -> abroad ? "en" : "hi";
            default -> abroad ? "es" : "pt";
        };
    }
}
