package io.assent.local.generate;

import io.assent.local.day.DayTypes;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** When people's devices are there: most all day, some with gaps, some late, some never. */
final class Presence {
    private static final String SOURCE = "/messenger/devices";

    private final DayShape shape;
    private final Script script;
    private final Random dice;

    Presence(DayShape shape, Script script) {
        this.shape = shape;
        this.script = script;
        this.dice = shape.dice("presence");
    }

    void play(List<String> people) {
        for (String user : people) {
            int kind = dice.nextInt(100);
            if (kind >= 92) {
                continue;
            }
            Instant arrives = kind < 80 ? shape.at(4, 40) : shape.at(9, 0).plusSeconds(dice.nextInt(40_000));
            arrives = arrives.plusSeconds(dice.nextInt(1200));
            connect(arrives, user);
            for (int gaps = kind < 30 ? 1 + dice.nextInt(2) : 0; gaps > 0; gaps--) {
                Instant leaves = arrives.plusSeconds(1800 + dice.nextInt(14_000));
                arrives = leaves.plusSeconds(600 + dice.nextInt(10_000));
                disconnect(leaves, user);
                connect(arrives, user);
            }
            disconnect(shape.at(25, 55), user);
        }
    }

    private void connect(Instant time, String user) {
        script.say(time, SOURCE, DayTypes.DEVICE_CONNECTED, Script.data().put("user", user));
    }

    private void disconnect(Instant time, String user) {
        script.say(time, SOURCE, DayTypes.DEVICE_DISCONNECTED, Script.data().put("user", user));
    }
}
