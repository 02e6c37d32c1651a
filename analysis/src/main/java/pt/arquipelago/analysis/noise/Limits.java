package pt.arquipelago.analysis.noise;

/**
 * How much one person counts for.
 *
 * @param rows of the answer that one person is in, at most
 * @param records of one person in one row, at most; whose records are more counts in proportion less
 */
public record Limits(int rows, int records) {
    public static final int MOST_ROWS = 10_000;
    public static final int MOST_RECORDS = 1_000;

    public Limits {
        if (rows < 1 || records < 1 || rows > MOST_ROWS || records > MOST_RECORDS) {
            throw new IllegalArgumentException("rows are between 1 and " + MOST_ROWS + ", records between 1 and " + MOST_RECORDS);
        }
    }
}
