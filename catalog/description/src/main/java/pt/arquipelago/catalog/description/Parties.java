package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

/**
 * Who answers for the dataset.
 *
 * @param custodian the health data holder
 * @param accessBody the health data access body that decides on access
 * @param contact whom to ask about the data
 */
public record Parties(Agent publisher, Agent custodian, Agent accessBody, Contact contact) {
    public Parties {
        requireNonNull(publisher, "publisher is null");
        requireNonNull(custodian, "custodian is null");
        requireNonNull(accessBody, "accessBody is null");
        requireNonNull(contact, "contact is null");
    }
}
