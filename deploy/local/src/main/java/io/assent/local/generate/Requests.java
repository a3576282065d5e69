package io.assent.local.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What companies send during the day and what people answer; now and then twice, late, or wrong. */
final class Requests {
    private final DayShape shape;
    private final Script script;
    private final Population people;
    private final Relations relations;
    private final Random dice;
    private final WrongBodies wrong;

    Requests(DayShape shape, Script script, Population people, Relations relations) {
        this.shape = shape;
        this.script = script;
        this.people = people;
        this.relations = relations;
        this.dice = shape.dice("requests");
        this.wrong = new WrongBodies(shape.dice("wrong"));
    }

    void play() {
        for (int i = 1; i <= shape.requests(); i++) {
            Trade trade = Trade.any(dice);
            String user = recipient(trade);
            Instant time = shape.at(5, 0).plusSeconds(dice.nextInt(74_000));
            int mishap = dice.nextInt(1000);
            if (mishap < 40) {
                goWrong(mishap, time, trade, user, i);
            } else {
                send(mishap, time, trade, user, i);
            }
            if (i % 25 == 0) {
                reply(time.plusSeconds(45), trade, user, i);
            }
        }
    }

    /** Mostly a customer, now and then somebody who never let the company in. */
    private String recipient(Trade trade) {
        List<String> customers = relations.customersOf(trade);
        return customers.isEmpty() || dice.nextInt(100) < 12
                ? people.anyone(dice)
                : customers.get(dice.nextInt(customers.size()));
    }

    private void send(int luck, Instant time, Trade trade, String user, int number) {
        int category = category();
        ObjectNode request = request(trade, user, category, number);
        if (category == 2 && dice.nextInt(3) == 0) {
            request.put("ttlSeconds", 60 + dice.nextInt(800));
        } else if (category == 0 && dice.nextInt(20) == 0) {
            request.put("ttlSeconds", 1800);
        }
        var said = script.say(time, trade.source(), DayTypes.NOTIFICATION_REQUEST, request);
        if (dice.nextInt(100) < (category >= 2 ? 60 : 15)) {
            script.viaRest(said);
        }
        if (luck < 65) {
            script.repeat(said, Duration.ofSeconds(30 + dice.nextInt(6000)));
        } else if (luck < 72) {
            ObjectNode other = request.deepCopy().put("text", trade.text(category, shape.tag() + "-changed-" + number));
            script.reuseId(said, Duration.ofSeconds(60), other);
        } else if (luck < 100 && category != 2 && !request.has("ttlSeconds")) {
            // Late by up to an hour: its time lies before what was already played.
            script.delay(said, Duration.ofSeconds(60 + dice.nextInt(3500)));
        }
    }

    private void goWrong(int mishap, Instant time, Trade trade, String user, int number) {
        if (mishap < 8) {
            send(900, time, trade, "stranger-" + number, number);
            return;
        }
        ObjectNode request = request(trade, user, 0, number);
        if (mishap < 33) {
            request.remove("text");
            request.putArray("sealed").add(wrong.body(mishap % 5, trade.company(), user));
        } else if (mishap < 37) {
            request.put("ttlSeconds", dice.nextBoolean() ? 5 : 31 * 86_400);
        } else {
            request.put("company", "nobody-inc");
        }
        var said = script.say(time, trade.source(), DayTypes.NOTIFICATION_REQUEST, request);
        if (mishap % 2 == 0 || mishap >= 37) {
            script.viaRest(said);
        }
    }

    private void reply(Instant time, Trade trade, String user, int number) {
        script.say(
                time,
                "/messenger/chats",
                DayTypes.CHAT_REPLY,
                Script.data()
                        .put("user", user)
                        .put("company", trade.company())
                        .put("text", "Thanks, and a question about %s-%05d.".formatted(shape.tag(), number)));
    }

    private ObjectNode request(Trade trade, String user, int category, int number) {
        return Script.data()
                .put("company", trade.company())
                .put("user", user)
                .put("category", Trade.CATEGORIES[category])
                .put("text", trade.text(category, "%s-%05d".formatted(shape.tag(), number)));
    }

    private int category() {
        int roll = dice.nextInt(100);
        return roll < 50 ? 0 : roll < 75 ? 1 : roll < 90 ? 2 : 3;
    }
}
