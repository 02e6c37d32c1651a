package pt.arquipelago.accessbody.account;

import java.util.EnumSet;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * One natural person.
 *
 * @param id user name; also the person's id in permits
 */
public record Account(String id, String displayName, String organisation, Set<Role> roles, boolean demonstration) {
    public Account {
        if (!requireNonNull(id, "id is null").matches("[a-z0-9][a-z0-9._-]{1,63}")) {
            throw new IllegalArgumentException("a user name has 2 to 64 of a-z, 0-9, dot, hyphen, underscore");
        }
        requireNonNull(displayName, "displayName is null");
        requireNonNull(organisation, "organisation is null");
        roles = roles.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(roles));
    }
}
