package pt.arquipelago.node.lake;

/** What a column of the lake says about a person. Direct identifiers are not among them: they never reach the lake. */
public enum ColumnClass {
    /** A pseudonym (BIGINT): joined and counted, never shown, compared or grouped by. */
    IDENTIFIER,
    /** Known to others about a person (year of birth, sex, municipality, dates): generalised. */
    QUASI_IDENTIFIER,
    /** What others should not learn (diagnosis, medicine, result). */
    SENSITIVE,
    /** Neither. */
    NEUTRAL
}
