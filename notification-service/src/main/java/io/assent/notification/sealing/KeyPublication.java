package io.assent.notification.sealing;

import java.util.Collection;

/** Whether a device may publish a key, beside those that the person's devices have or had. */
public final class KeyPublication {
    private KeyPublication() {}

    /** @param thumbprint of the key (RFC 7638), by which it is known whatever it is called */
    public record Known(String device, String kid, String thumbprint, KeyState state) {}

    /** What the rule says. */
    public sealed interface Result {
        /** It is the device's current key already. */
        record Unchanged() implements Result {}

        /** It becomes the current key, and rotates the one that the device has. */
        record Rotates() implements Result {}

        record Refused(String reason, String detail) implements Result {}
    }

    /**
     * A kid names one key of a person for ever, or a sender could not tell what it has sealed to. Devices of a person may share
     * a key; what one of them revoked is compromised on all.
     */
    public static Result decide(Collection<Known> known, String device, String kid, String thumbprint) {
        boolean unchanged = false;
        for (Known other : known) {
            boolean sameKey = other.thumbprint().equals(thumbprint);
            boolean sameKid = other.kid().equals(kid);
            if (sameKey && other.state() == KeyState.REVOKED) {
                return new Result.Refused("key_revoked", "this key was revoked and does not come back");
            }
            if (sameKid && !sameKey) {
                return new Result.Refused("key_id_reused", "this kid names another key of the person");
            }
            if (sameKid && other.device().equals(device)) {
                if (other.state() != KeyState.CURRENT) {
                    return new Result.Refused("key_id_reused", "this key was replaced: publish one with a new kid");
                }
                unchanged = true;
            }
        }
        return unchanged ? new Result.Unchanged() : new Result.Rotates();
    }
}
