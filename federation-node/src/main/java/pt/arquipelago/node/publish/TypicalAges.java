package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.ValueCount;

/**
 * The ages between which nine of ten persons of a table are, as ends of five-year bands. Untold where fewer persons than the threshold lie beyond either
 * end, or the table has fewer than a hundred; the open band at the top has no last year.
 *
 * @param least in years, the first of a band
 * @param most in years, the last of a band
 */
record TypicalAges(Optional<Integer> least, Optional<Integer> most) {
    static final TypicalAges UNTOLD = new TypicalAges(Optional.empty(), Optional.empty());
    private static final String BAND = "40-44";
    private static final int WIDTH = 5;
    private static final int TAIL = 20;
    private static final int FEWEST = 100;

    TypicalAges {
        requireNonNull(least, "least is null");
        requireNonNull(most, "most is null");
    }

    static TypicalAges of(Measurement exact, int threshold) {
        Optional<String> column = exact.values().stream().filter(count -> count.value().equals(BAND)).map(ValueCount::column).findFirst();
        List<ValueCount> bands = exact.values().stream().filter(count -> column.filter(count.column()::equals).isPresent())
                .sorted(Comparator.comparingInt(TypicalAges::first)).toList();
        long persons = bands.stream().mapToLong(ValueCount::persons).sum();
        if (exact.size().persons() < Math.max(FEWEST, threshold) || persons / TAIL < threshold) {
            return UNTOLD;
        }
        ValueCount youngest = holding(bands, persons / TAIL);
        ValueCount oldest = holding(bands, persons - persons / TAIL + 1);
        return new TypicalAges(Optional.of(first(youngest)), oldest.value().endsWith("+") ? Optional.empty() : Optional.of(first(oldest) + WIDTH - 1));
    }

    /** @param person which, counted from the youngest */
    private static ValueCount holding(List<ValueCount> bands, long person) {
        long sofar = 0;
        for (ValueCount band : bands) {
            sofar += band.persons();
            if (sofar >= person) {
                return band;
            }
        }
        throw new IllegalArgumentException("there are fewer persons in the bands than " + person);
    }

    private static int first(ValueCount band) {
        return Integer.parseInt(band.value().replaceFirst("[-+].*", ""));
    }
}
