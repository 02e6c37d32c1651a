package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.QualityLabel.Measure;
import pt.arquipelago.catalog.description.QualityLabel.Unit;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.Coverage;

/**
 * What of a measurement may stand in the catalogue. A share is made of two counts, those that have the property and those that
 * have not, each rounded to 100, or to as many records as the threshold of persons may have, if that is more. A count below that step is
 * taken for none: so one that is not has the threshold of persons behind it, and none and few look alike on either side. A quantile is shown as the end of its
 * band, where so many records lie on both sides of it. Of a table with fewer than a hundred persons, or than the threshold, nothing is shown.
 */
final class RoundedLabel {
    private static final long ROUNDING = 100;
    private static final int STEP_OF_DAYS = 30;
    private static final int YEAR = 365;
    private static final int MOST_DAYS = 100 * YEAR;

    private final Measurement exact;
    private final int threshold;
    private final boolean enough;
    private final long records;
    private final List<Measure> measures = new ArrayList<>();

    RoundedLabel(Measurement exact, int threshold) {
        this.exact = requireNonNull(exact, "exact is null");
        this.threshold = threshold;
        this.enough = exact.size().persons() >= Math.max(ROUNDING, threshold);
        this.records = step(threshold * Math.max(1, exact.size().maxRowsPerPerson()));
    }

    QualityLabel label() {
        completeness();
        exact.key().ifPresent(key -> whole(QualityDimension.UNIQUENESS, share(key.distinct(), key.rows(), records)));
        whole(QualityDimension.VALIDITY, share(exact.checks().accepted(), exact.checks().read(), records));
        consistency();
        timeliness();
        exact.coverage().ifPresent(this::coverage);
        exact.size().meanDaysOfPerson().ifPresent(days -> measures.add(new Measure("coverage-days", QualityDimension.COVERAGE,
                new LocalText("Tempo médio de uma pessoa no conjunto", "Average time of a person in the dataset"), Optional.empty(), Unit.DAY,
                enough ? Optional.of((int) Math.min(MOST_DAYS, Math.round(days / STEP_OF_DAYS) * STEP_OF_DAYS)) : Optional.empty(), Optional.empty())));
        Map<QualityElement, LocalText> stated = new EnumMap<>(QualityElement.class);
        exact.documentation().forEach((element, text) -> stated.put(element, local(text)));
        return new QualityLabel(exact.at().atZone(ZoneOffset.UTC).toLocalDate(), measures, stated);
    }

    private void completeness() {
        long rows = exact.size().rows();
        long have = exact.columns().stream().mapToLong(column -> rounded(column.values(), records)).sum();
        long lack = exact.columns().stream().mapToLong(column -> rounded(rows - column.values(), records)).sum();
        whole(QualityDimension.COMPLETENESS, percent(have, lack));
        exact.columns().forEach(column -> measures.add(new Measure("completeness-" + column.name(), QualityDimension.COMPLETENESS,
                new LocalText("Linhas com valor em " + column.name(), "Rows with a value in " + column.name()), Optional.of(column.name()), Unit.PERCENT,
                share(column.values(), rows, records), Optional.empty())));
    }

    private void consistency() {
        List<Measure> parts = new ArrayList<>();
        long read = exact.checks().read();
        exact.checks().rules().forEach(rule -> parts.add(part("consistency-" + parts.size(), rule.title(), share(read - rule.broken(), read, records))));
        exact.references().forEach(reference -> parts.add(part("consistency-" + parts.size(),
                new Text(reference.column() + " consta de " + reference.table(), reference.column() + " stands in " + reference.table()),
                share(reference.resolved(), reference.rows(), records))));
        if (!parts.isEmpty()) {
            whole(QualityDimension.CONSISTENCY, parts.stream().flatMap(part -> part.value().stream()).min(Integer::compare));
            measures.addAll(parts);
        }
    }

    private static Measure part(String name, Text title, Optional<Integer> value) {
        return new Measure(name, QualityDimension.CONSISTENCY, local(title), Optional.empty(), Unit.PERCENT, value, Optional.empty());
    }

    private void timeliness() {
        exact.lag().ifPresent(lag -> {
            measures.add(new Measure(QualityDimension.TIMELINESS.key(), QualityDimension.TIMELINESS,
                    new LocalText("Nove em cada dez registos entram dentro de", "Nine of ten records are here within"), Optional.empty(), Unit.DAY,
                    bounded(lag.ninety(), lag.rows() / 10), exact.targets().withinDays()));
            measures.add(new Measure("timeliness-median", QualityDimension.TIMELINESS,
                    new LocalText("Metade dos registos entra dentro de", "Half of the records are here within"), Optional.empty(), Unit.DAY,
                    bounded(lag.median(), lag.rows() / 2), Optional.empty()));
        });
    }

    /** @param beside records on the smaller side of the quantile */
    private Optional<Integer> bounded(int days, long beside) {
        if (!enough || beside < records) {
            return Optional.empty();
        }
        return Optional.of(Measurement.Lag.BANDS.stream().filter(end -> days <= end).findFirst().orElse(Math.min(MOST_DAYS, (days + YEAR - 1) / YEAR * YEAR)));
    }

    private void coverage(Coverage coverage) {
        long persons = step(threshold);
        whole(QualityDimension.COVERAGE, share(coverage.covered(), coverage.registered(), persons));
        for (AgeGroup group : AgeGroup.values()) {
            for (String sex : List.of("F", "M")) {
                List<Coverage.Cell> cells = coverage.cells().stream().filter(cell -> cell.sex().equals(sex) && group.holds(cell.age())).toList();
                if (!cells.isEmpty()) {
                    measures.add(new Measure("coverage-" + sex + "-" + group.from, QualityDimension.COVERAGE, group.title(sex), Optional.empty(), Unit.PERCENT,
                            share(cells.stream().mapToLong(Coverage.Cell::covered).sum(), cells.stream().mapToLong(Coverage.Cell::registered).sum(), persons), Optional.empty()));
                }
            }
        }
    }

    /** Wider than the register's bands of five years. */
    private enum AgeGroup {
        CHILDREN(0, 19), YOUNG(20, 39), MIDDLE(40, 64), OLDER(65, 79), OLDEST(80, 200);

        private final int from;
        private final int to;

        AgeGroup(int from, int to) {
            this.from = from;
            this.to = to;
        }

        boolean holds(String band) {
            String first = band.replaceFirst("^(\\d{1,3}).*", "$1");
            return first.matches("\\d{1,3}") && Integer.parseInt(first) >= from && Integer.parseInt(first) <= to;
        }

        LocalText title(String sex) {
            String pt = sex.equals("F") ? "Mulheres" : "Homens";
            String en = sex.equals("F") ? "Women" : "Men";
            return this == OLDEST ? new LocalText(pt + ", 80 anos ou mais", en + ", 80 and over")
                    : new LocalText(pt + ", " + from + " a " + to + " anos", en + ", " + from + " to " + to);
        }
    }

    private void whole(QualityDimension dimension, Optional<Integer> value) {
        measures.add(new Measure(dimension.key(), dimension, dimension.title(), Optional.empty(), Unit.PERCENT, value, exact.targets().atLeast(dimension)));
    }

    private Optional<Integer> share(long part, long whole, long step) {
        return percent(rounded(part, step), rounded(whole - part, step));
    }

    /** Absent, not 0, where it comes to nothing; 100 only where no other side is left. */
    private Optional<Integer> percent(long have, long lack) {
        return enough && have > 0 ? Optional.of((int) (100 * have / (have + lack))) : Optional.empty();
    }

    private static long rounded(long count, long step) {
        return count < step ? 0 : (count + step / 2) / step * step;
    }

    private static long step(long least) {
        return Math.max(ROUNDING, (least + ROUNDING - 1) / ROUNDING * ROUNDING);
    }

    private static LocalText local(Text text) {
        return new LocalText(text.pt(), text.en());
    }
}
