package pt.arquipelago.analysis.partial;

/** Why a cell is suppressed. The holder sees which rule it was; outside the node there are only the first two. */
public enum Reason {
    /** Fewer than k persons stand behind the cell, or none. */
    THRESHOLD,
    /** Another rule, not said which. */
    DISCLOSURE,
    /** Fewer than k persons stand behind the records outside the cell's condition, or none. */
    REST,
    /** Too few other protected persons (prescribers) stand behind the cell. */
    PROTECTED_PERSONS,
    /** One person makes up more than half of the cell, or two more than 85 %. */
    DOMINANCE,
    /** Too few persons stand behind a line through pairs of values for its parameters. */
    SATURATION,
    /** Nearly everybody with the row's other keys is in this one category. */
    FULL_CELL,
    /** Too close to what left before: the difference rests on fewer than k persons, or on nobody. */
    TOO_CLOSE;

    /** What is told outside the node. */
    public Reason outside() {
        return this == THRESHOLD ? THRESHOLD : DISCLOSURE;
    }

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
