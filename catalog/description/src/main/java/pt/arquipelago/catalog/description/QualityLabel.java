package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The quality and utility label of a dataset (Article 78), provisional until an implementing act gives it its form. Its numbers are computed from
 * the data and leave the institution: whole percents of rounded counts, and days.
 *
 * @param measured the day
 * @param measures the whole of a dimension before its parts; names unique
 * @param stated documentation in words; an element that is not there was not stated
 */
public record QualityLabel(LocalDate measured, List<Measure> measures, Map<QualityElement, LocalText> stated) {
    public enum Unit { PERCENT, DAY }

    /**
     * @param name within the label: {@code completeness}, {@code completeness-atc}
     * @param column that it is of, where it is not of the whole dataset
     * @param value what disclosure control suppressed is empty, never 0
     * @param target what the institution holds itself to, where it said so: at least so many percent, at most so many days
     */
    public record Measure(String name, QualityDimension dimension, LocalText title, Optional<String> column, Unit unit, Optional<Integer> value, Optional<Integer> target) {
        private static final int MOST_DAYS = 36_500;

        public Measure {
            requireNonNull(dimension, "dimension is null");
            requireNonNull(title, "title is null");
            requireNonNull(column, "column is null");
            requireNonNull(unit, "unit is null");
            within(requireNonNull(value, "value is null"), unit, name);
            within(requireNonNull(target, "target is null"), unit, name);
            if (!name.matches("[a-z][A-Za-z0-9_-]{0,99}")) {
                throw new IllegalArgumentException("'" + name + "' is not the name of a measure: letters, digits, '_' and '-'.");
            }
        }

        /** Empty where there is no target, or no value. */
        public Optional<Boolean> met() {
            return value.isEmpty() ? Optional.empty() : target.map(wanted -> unit == Unit.DAY ? value.get() <= wanted : value.get() >= wanted);
        }

        /** Whether it is of a dimension as a whole. */
        public boolean isWhole() {
            return name.equals(dimension.key());
        }

        private static void within(Optional<Integer> number, Unit unit, String name) {
            number.filter(n -> n < 0 || n > (unit == Unit.PERCENT ? 100 : MOST_DAYS)).ifPresent(n -> {
                throw new IllegalArgumentException("The measure '" + name + "' is no " + (unit == Unit.PERCENT ? "percentage from 0 to 100." : "number of days."));
            });
        }
    }

    /** How its targets stand. */
    public enum Standing { TARGETS_MET, TARGETS_MISSED, NO_TARGETS }

    public QualityLabel {
        requireNonNull(measured, "measured is null");
        measures = List.copyOf(measures);
        Map<QualityElement, LocalText> ordered = new EnumMap<>(QualityElement.class);
        ordered.putAll(stated);
        stated = Collections.unmodifiableMap(ordered);
        Set<String> names = new HashSet<>();
        measures.stream().filter(measure -> !names.add(measure.name())).findFirst().ifPresent(measure -> {
            throw new IllegalArgumentException("The measure '" + measure.name() + "' stands twice in the label.");
        });
    }

    public Optional<LocalText> stated(QualityElement element) {
        return Optional.ofNullable(stated.get(element));
    }

    /** The measure of a dimension as a whole, if there is one. */
    public Optional<Measure> whole(QualityDimension dimension) {
        return measures.stream().filter(measure -> measure.dimension() == dimension && measure.isWhole()).findFirst();
    }

    /** Of the dimensions as a whole: met only where all targets with a value are. */
    public Standing standing() {
        List<Boolean> met = measures.stream().filter(Measure::isWhole).flatMap(measure -> measure.met().stream()).toList();
        return met.isEmpty() ? Standing.NO_TARGETS : met.contains(false) ? Standing.TARGETS_MISSED : Standing.TARGETS_MET;
    }
}
