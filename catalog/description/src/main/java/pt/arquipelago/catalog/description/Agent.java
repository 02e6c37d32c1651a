package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

/**
 * An organisation: publisher, custodian (the health data holder) or health data access body.
 *
 * @param trustedHolder designated under Article 72 of the Regulation
 */
public record Agent(LocalText name, AgentKind kind, Contact contact, boolean trustedHolder) {
    public Agent {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(contact, "contact is null");
    }
}
