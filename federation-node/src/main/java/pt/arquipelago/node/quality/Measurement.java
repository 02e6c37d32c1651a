package pt.arquipelago.node.quality;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.lake.Text;

/**
 * What one load measured of its table: exact counts, for the institution alone. Shares are made of them where they are shown.
 *
 * @param size of the whole table after the load
 * @param checks of the rows that the load read
 * @param lag of the rows that the load brought
 * @param references how many pseudonyms of the table stand in others that the lake holds
 * @param coverage of the persons in the register, if the lake holds one
 * @param values how often each value of a short closed list, and each region, stands in the table
 */
public record Measurement(
        String table, String system, long lakeVersion, Instant at, Size size, List<ColumnCount> columns, Optional<KeyCount> key, Checks checks,
        List<ReferenceCount> references, Optional<Lag> lag, Optional<Coverage> coverage, List<ValueCount> values, Targets targets, Map<QualityElement, Text> documentation) {

    /**
     * @param maxRowsPerPerson the most rows one person has
     * @param from the day before which one row in a hundred lies
     * @param to the day after which one row in a hundred lies
     * @param meanDaysOfPerson from a person's first row to the last, both days counted, on average
     */
    public record Size(long rows, long persons, long maxRowsPerPerson, Optional<LocalDate> from, Optional<LocalDate> to, Optional<Double> meanDaysOfPerson) {
        public Size {
            requireNonNull(from, "from is null");
            requireNonNull(to, "to is null");
            requireNonNull(meanDaysOfPerson, "meanDaysOfPerson is null");
        }

        /** Those that stand with the table in the lake. */
        public TableFigures figures() {
            return new TableFigures(rows, persons, maxRowsPerPerson, from, to);
        }
    }

    /**
     * @param values rows that have one
     * @param sensitive whether that it is missing says something about the person
     */
    public record ColumnCount(String name, long values, boolean sensitive) {
        public ColumnCount {
            requireNonNull(name, "name is null");
        }
    }

    /**
     * @param rows that have all of the key
     * @param distinct keys among them
     */
    public record KeyCount(List<String> columns, long rows, long distinct) {
        public KeyCount {
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param read rows of the extract, whole lines or not
     * @param rules what must hold across columns, with the rows that broke it
     * @param reasons why rows were not accepted; one row may have several
     */
    public record Checks(long read, long accepted, List<RuleCount> rules, List<ReasonCount> reasons) {
        public Checks {
            rules = List.copyOf(rules);
            reasons = List.copyOf(reasons);
        }
    }

    public record RuleCount(String name, Text title, long broken) {
        public RuleCount {
            requireNonNull(name, "name is null");
            requireNonNull(title, "title is null");
        }
    }

    /** @param column of the extract; empty for a line that is no record */
    public record ReasonCount(String column, String reason, long rows) {
        public ReasonCount {
            requireNonNull(column, "column is null");
            requireNonNull(reason, "reason is null");
        }
    }

    /**
     * @param rows that have a pseudonym
     * @param resolved those of which it stands in the other table
     */
    public record ReferenceCount(String column, String table, String key, long rows, long resolved) {
        public ReferenceCount {
            requireNonNull(column, "column is null");
            requireNonNull(table, "table is null");
            requireNonNull(key, "key is null");
        }
    }

    /**
     * Days from the collection of a record to its load.
     *
     * @param rows with a date
     * @param ninety within so many days nine of ten were here
     * @param bands rows by days, up to each of {@link #BANDS} and over the last
     */
    public record Lag(String column, long rows, int median, int ninety, List<Long> bands) {
        public static final List<Integer> BANDS = List.of(7, 30, 90, 180, 365);

        public Lag {
            requireNonNull(column, "column is null");
            bands = List.copyOf(bands);
            if (bands.size() != BANDS.size() + 1) {
                throw new IllegalArgumentException("there are " + (BANDS.size() + 1) + " bands of days, not " + bands.size());
            }
        }
    }

    /** @param cells by five-year age band and sex; a value that the register lacks is empty */
    public record Coverage(String register, long registered, long covered, List<Cell> cells) {
        public Coverage {
            requireNonNull(register, "register is null");
            cells = List.copyOf(cells);
        }

        public record Cell(String age, String sex, long registered, long covered) {
            public Cell {
                requireNonNull(age, "age is null");
                requireNonNull(sex, "sex is null");
            }
        }
    }

    /**
     * @param persons who have it in some row
     * @param others distinct other persons of those rows, by the column that names them, such as the prescriber's
     */
    public record ValueCount(String column, String value, long rows, long persons, Map<String, Long> others) {
        public ValueCount {
            requireNonNull(column, "column is null");
            requireNonNull(value, "value is null");
            others = Map.copyOf(others);
        }
    }

    public Measurement {
        requireNonNull(table, "table is null");
        requireNonNull(system, "system is null");
        requireNonNull(at, "at is null");
        requireNonNull(size, "size is null");
        columns = List.copyOf(columns);
        requireNonNull(key, "key is null");
        requireNonNull(checks, "checks is null");
        references = List.copyOf(references);
        requireNonNull(lag, "lag is null");
        requireNonNull(coverage, "coverage is null");
        values = List.copyOf(values);
        requireNonNull(targets, "targets is null");
        Map<QualityElement, Text> ordered = new EnumMap<>(QualityElement.class);
        ordered.putAll(documentation);
        documentation = Collections.unmodifiableMap(ordered);
    }

    /** The share from 0 to 1 that a dimension comes to, over all its parts; absent where nothing of it was measured. */
    public OptionalDouble share(QualityDimension dimension) {
        return switch (dimension) {
            case COMPLETENESS -> share(columns.stream().mapToLong(ColumnCount::values).sum(), size.rows() * columns.size());
            case UNIQUENESS -> key.map(k -> share(k.distinct(), k.rows())).orElse(OptionalDouble.empty());
            case VALIDITY -> share(checks.accepted(), checks.read());
            case CONSISTENCY -> lowest();
            case TIMELINESS -> OptionalDouble.empty();
            case COVERAGE -> coverage.map(c -> share(c.covered(), c.registered())).orElse(OptionalDouble.empty());
        };
    }

    /** Whether a target is met; absent where there is none, or nothing was measured. */
    public Optional<Boolean> meets(QualityDimension dimension) {
        if (dimension == QualityDimension.TIMELINESS) {
            return targets.withinDays().flatMap(days -> lag.map(l -> l.ninety() <= days));
        }
        OptionalDouble share = share(dimension);
        return share.isEmpty() ? Optional.empty() : targets.atLeast(dimension).map(percent -> share.getAsDouble() * 100 >= percent);
    }

    /** The rule or reference that is kept least. */
    private OptionalDouble lowest() {
        OptionalDouble rule = checks.rules().stream().mapToLong(RuleCount::broken).mapToObj(broken -> share(checks.read() - broken, checks.read()))
                .flatMapToDouble(OptionalDouble::stream).min();
        OptionalDouble reference = references.stream().map(r -> share(r.resolved(), r.rows())).flatMapToDouble(OptionalDouble::stream).min();
        return rule.isEmpty() ? reference : reference.isEmpty() ? rule : OptionalDouble.of(Math.min(rule.getAsDouble(), reference.getAsDouble()));
    }

    public static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
