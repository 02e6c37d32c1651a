package pt.arquipelago.analysis.query;

/** The few statistics that a node computes for a row. */
public enum Kind {
    /** The number of records that meet the condition. BIGINT. */
    RECORDS,
    /** The sum of an argument. BIGINT, DECIMAL or DOUBLE. */
    SUM,
    /** The number of distinct persons (the subject). BIGINT. */
    PERSONS,
    /** The number of distinct documents, by their pseudonym. BIGINT. */
    DOCUMENTS,
    /** The values of a groupable column that have k persons; combined by union, finished as their number. */
    VALUES,
    /** Number, mean and sum of squared deviations of an argument; combined as Chan, Golub and LeVeque (1983) do. DOUBLE. */
    MOMENTS;

    public boolean hasArgument() {
        return this == SUM || this == DOCUMENTS || this == VALUES || this == MOMENTS;
    }
}
