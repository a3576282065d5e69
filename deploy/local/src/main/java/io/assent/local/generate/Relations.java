package io.assent.local.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Who lets whom in: requests, answers, withdrawals, blocks, and a few who answer what nobody asked. */
final class Relations {
    private static final String PEOPLE = "/messenger/consent";
    static final List<String> PURPOSES =
            List.of("notifications.utility", "notifications.marketing", "notifications.authentication", "chat");

    private final DayShape shape;
    private final Script script;
    private final Random dice;
    private final Map<Trade, List<String>> customers = new HashMap<>();

    Relations(DayShape shape, Script script) {
        this.shape = shape;
        this.script = script;
        this.dice = shape.dice("relations");
    }

    void play(List<String> people) {
        for (String user : people) {
            for (Trade trade : Trade.NOTIFYING) {
                if (dice.nextInt(100) < 72) {
                    relate(user, trade);
                } else if (dice.nextInt(100) < 5) {
                    say(during(5, 24), user, trade, DayTypes.CONTACT_BLOCK);
                } else if (dice.nextInt(100) < 3) {
                    accept(during(5, 24), user, trade);
                }
            }
        }
    }

    /** Under a notice that nobody published, that is over, or that does not name all purposes. */
    void askWrongly(List<String> people) {
        List<String> versions = List.of("4", NoticeText.OVER, NoticeText.ORDERS_ONLY);
        for (int i = 0; i < 9; i++) {
            String user = people.get(i * 7 % people.size());
            ask(shape.at(7, 5 * i), user, Trade.NOTIFYING.get(i / 3), versions.get(i % 3));
        }
    }

    /** Those who let this company in, at least for a while. */
    List<String> customersOf(Trade trade) {
        return customers.getOrDefault(trade, List.of());
    }

    private void relate(String user, Trade trade) {
        Instant asked = shape.at(4, 5).plusSeconds(dice.nextInt(1500));
        var request = ask(asked, user, trade);
        if (dice.nextInt(50) == 0) {
            script.repeat(request, Duration.ofMinutes(90));
        }
        int answer = dice.nextInt(100);
        if (answer < 80) {
            var acceptance = accept(asked.plusSeconds(60 + dice.nextInt(900)), user, trade);
            customers.computeIfAbsent(trade, absent -> new ArrayList<>()).add(user);
            liveWithIt(user, trade, acceptance);
        } else if (answer < 92) {
            say(asked.plusSeconds(300), user, trade, DayTypes.CONTACT_REFUSAL);
            if (dice.nextInt(3) == 0) {
                // Too soon: the company is refused, though the person changes their mind.
                Instant again = during(6, 12);
                ask(again, user, trade);
                accept(again.plusSeconds(600), user, trade);
            }
        }
    }

    private void liveWithIt(String user, Trade trade, Script.Said acceptance) {
        int fate = dice.nextInt(100);
        Instant when = during(6, 22);
        if (fate < 8) {
            say(when, user, trade, DayTypes.CONSENT_WITHDRAWAL);
            if (fate < 2) {
                // An old yes that comes again is the same yes: it must not undo the withdrawal.
                script.repeat(acceptance, Duration.between(acceptance.place(), when.plusSeconds(120)));
            } else if (fate < 4) {
                ask(when.plusSeconds(1800), user, trade);
                accept(when.plusSeconds(2400), user, trade);
            }
        } else if (fate < 14) {
            var withdrawal = pair(user, trade);
            withdrawal.putArray("purposes").add("notifications.marketing");
            script.say(when, PEOPLE, DayTypes.CONSENT_WITHDRAWAL, withdrawal);
        } else if (fate < 21) {
            say(when, user, trade, DayTypes.CONTACT_BLOCK);
            if (fate < 16) {
                ask(when.plusSeconds(900), user, trade);
            }
            if (fate < 18) {
                say(when.plusSeconds(3600), user, trade, DayTypes.CONTACT_UNBLOCK);
            }
        }
    }

    private Script.Said ask(Instant time, String user, Trade trade) {
        return ask(time, user, trade, NoticeText.VERSION);
    }

    private Script.Said ask(Instant time, String user, Trade trade, String noticeVersion) {
        ObjectNode request = Script.data().put("company", trade.company()).put("user", user);
        PURPOSES.forEach(request.putArray("purposes")::add);
        request.put("noticeVersion", noticeVersion).put("language", NoticeText.languageFor(user));
        return script.say(time, trade.source(), DayTypes.CONTACT_REQUEST, request);
    }

    private Script.Said accept(Instant time, String user, Trade trade) {
        ObjectNode acceptance = pair(user, trade);
        var purposes = acceptance.putArray("purposes").add(PURPOSES.getFirst());
        PURPOSES.stream().skip(1).filter(p -> dice.nextInt(100) < 80).forEach(purposes::add);
        return script.say(time, PEOPLE, DayTypes.CONTACT_ACCEPTANCE, acceptance);
    }

    private void say(Instant time, String user, Trade trade, String type) {
        script.say(time, PEOPLE, type, pair(user, trade));
    }

    private static ObjectNode pair(String user, Trade trade) {
        return Script.data().put("user", user).put("company", trade.company());
    }

    private Instant during(int fromHour, int toHour) {
        return shape.at(fromHour, 0).plusSeconds(dice.nextInt((toHour - fromHour) * 3600));
    }
}
