package io.assent.notification.sealing;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether a message is sealed to keys that the person's devices have now. */
public final class KeyCheck {
    private static final int NAMED = 10;

    private KeyCheck() {}

    /** What the check says. */
    public sealed interface Result {
        record Fits() implements Result {}

        /** Some key was rotated or revoked; the sender seals again. */
        record KeyRevoked(List<String> currentKids) implements Result {
            public static final String REASON = "key_revoked";

            public String detail() {
                return "sealed to a key that was replaced or revoked; current: "
                        + (currentKids.isEmpty() ? "none" : String.join(" ", currentKids));
            }
        }

        /** Some key was never the person's. */
        record Unknown() implements Result {
            public static final String REASON = "wrong_key_id";
            public static final String DETAIL = "sealed to a key that the person does not have";
        }
    }

    /**
     * @param kids of the bodies
     * @param current kids of the person's devices
     * @param former kids that the person's devices had before; at least those that are among {@code kids}
     */
    public static Result check(Collection<String> kids, Set<String> current, Set<String> former) {
        if (current.containsAll(kids)) {
            return new Result.Fits();
        }
        return kids.stream().allMatch(kid -> current.contains(kid) || former.contains(kid))
                ? new Result.KeyRevoked(current.stream().sorted().limit(NAMED).toList())
                : new Result.Unknown();
    }
}
