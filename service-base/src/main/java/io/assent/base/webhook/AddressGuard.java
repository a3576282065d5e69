package io.assent.base.webhook;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a webhook may be sent to: a company chooses the URL, and must not reach through us what it cannot reach
 * itself.
 *
 * @param allowPrivate true on a developer's machine, where the receiver is on it too
 */
public record AddressGuard(boolean allowPrivate) {

    /** All of them: a name that also leads inside is not believed by half. */
    public boolean allows(List<InetAddress> addresses) {
        return !addresses.isEmpty() && addresses.stream().allMatch(this::allows);
    }

    private boolean allows(InetAddress address) {
        return switch (AddressKind.of(address)) {
            case PUBLIC -> true;
            case PRIVATE -> allowPrivate;
            case FORBIDDEN -> false;
        };
    }
}
