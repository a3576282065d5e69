package io.assent.local.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** What people post, watch and choose in the Status area. */
final class StatusArea {
    private static final String SOURCE = "/messenger/status";
    private static final String[] KINDS = {"photo", "photo", "text", "video", "gif"};

    private final DayShape shape;
    private final Script script;
    private final Population people;
    private final Random dice;

    StatusArea(DayShape shape, Script script, Population people) {
        this.shape = shape;
        this.script = script;
        this.people = people;
        this.dice = shape.dice("status");
    }

    void play() {
        choose();
        for (int i = 1; i <= shape.people() * 3; i++) {
            post(i);
        }
        for (int i = 0; i < shape.people() * 5; i++) {
            view();
        }
    }

    private void choose() {
        for (String user : people.ids()) {
            int roll = dice.nextInt(100);
            if (roll < 65) {
                choice(shape.at(4, 15), user, roll < 30 ? "contextual" : "personalised");
            }
            if (roll < 5) {
                choice(moment(), user, "none");
            } else if (roll > 96) {
                choice(moment(), user, "personalised");
            }
        }
    }

    private void choice(Instant time, String user, String choice) {
        script.say(
                time,
                "/messenger/consent",
                DayTypes.ADS_CHOICE,
                Script.data().put("user", user).put("choice", choice));
    }

    /** One in eight was posted the day before: it is told at the opening and leaves the feeds during the day. */
    private void post(int number) {
        Instant yesterday = shape.at(-14, 0).plusSeconds(dice.nextInt(60_000));
        boolean carriedOver = dice.nextInt(8) == 0;
        Instant time = carriedOver ? yesterday : moment();
        String kind = KINDS[dice.nextInt(KINDS.length)];
        ObjectNode data = Script.data()
                .put("postId", "s-%s-%05d".formatted(shape.tag(), number))
                .put("author", people.anyone(dice))
                .put("kind", kind);
        if (!kind.equals("text")) {
            data.put("media", "media/" + shape.tag() + "/" + number);
        }
        var said = script.say(time, SOURCE, DayTypes.STATUS_POSTED, data);
        int luck = dice.nextInt(100);
        if (carriedOver) {
            script.delay(said, Duration.between(time, shape.at(4, 20)));
        } else if (luck < 2) {
            script.repeat(said, Duration.ofSeconds(90));
        } else if (luck < 5) {
            script.delay(said, Duration.ofSeconds(60 + dice.nextInt(1500)));
        }
    }

    private void view() {
        ObjectNode data =
                Script.data().put("viewer", people.anyone(dice)).put("watched", Math.max(0, dice.nextInt(18) - 2));
        var said = script.say(moment(), SOURCE, DayTypes.STATUS_VIEWED, data);
        if (dice.nextInt(60) == 0) {
            script.repeat(said, Duration.ofSeconds(20));
        }
    }

    private Instant moment() {
        return shape.at(5, 30).plusSeconds(dice.nextInt(72_000));
    }
}
