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

    /**
     * How many numbers of this kind persons add to, each tested for dominance: MOMENTS its number, Σ|x| and Σ(x − mean)²; of persons
     * and codes none.
     */
    public int numbers() {
        return switch (this) {
            case RECORDS, SUM, DOCUMENTS -> 1;
            case MOMENTS -> 3;
            case PERSONS, VALUES -> 0;
        };
    }

    /** Whether records themselves are counted or added up, rather than what is distinct among them. */
    public boolean isOfRecords() {
        return this == RECORDS || this == SUM || this == MOMENTS;
    }

    public boolean hasArgument() {
        return this == SUM || this == DOCUMENTS || this == VALUES || this == MOMENTS;
    }
}
