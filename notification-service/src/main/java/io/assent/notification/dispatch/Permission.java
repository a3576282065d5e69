package io.assent.notification.dispatch;

import java.util.Set;

/**
 * What a person allows a company, as the consent log says.
 *
 * @param state requested, accepted, declined, withdrawn, or none when the log says nothing
 * @param purposes granted now
 */
public record Permission(String state, Set<String> purposes, boolean blocked) {
    public static final Permission NONE = new Permission("none", Set.of(), false);

    public Permission {
        purposes = Set.copyOf(purposes);
    }

    public boolean isAccepted() {
        return state.equals("accepted") && !blocked;
    }

    public boolean allows(Category category) {
        return isAccepted() && purposes.contains(category.purpose());
    }
}
