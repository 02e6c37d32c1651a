package pt.arquipelago.catalog.description;

import java.util.Optional;

/**
 * How many records have a value and how many persons stand behind them. As all {@link Figures} they come rounded to 100; a value of which
 * disclosure control lets nothing be told has none at all, never 0.
 *
 * @param records a multiple of 100, at least 100
 * @param individuals likewise; somebody who has several values is counted in each
 */
public record ValueFigures(long records, long individuals) {
    public ValueFigures {
        rounded(records, "records");
        rounded(individuals, "individuals");
    }

    public static Optional<ValueFigures> of(Optional<Long> records, Optional<Long> individuals) {
        return records.flatMap(rows -> individuals.map(persons -> new ValueFigures(rows, persons)));
    }

    private static void rounded(long count, String name) {
        if (count < Figures.ROUNDING || count % Figures.ROUNDING != 0) {
            throw new IllegalArgumentException("The number of " + name + " of a value is not rounded to " + Figures.ROUNDING + ", or is none: round it before it leaves, and leave out what rounds to nothing.");
        }
    }
}
