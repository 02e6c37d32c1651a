package pt.arquipelago.catalog.description;

/** How a column bears on a person's identity, after ingest. An identifier is a pseudonym: it joins and counts, and never leaves. */
public enum VariableClass {
    IDENTIFIER, QUASI_IDENTIFIER, SENSITIVE, NEUTRAL
}
