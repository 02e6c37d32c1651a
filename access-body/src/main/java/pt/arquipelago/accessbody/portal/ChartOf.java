package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.portal.view.Chart;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Column;
import pt.arquipelago.analysis.result.Interval;
import pt.arquipelago.analysis.result.ResultTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a result into the series of a chart: one key along the axis, the other keys together as series, one measure. */
final class ChartOf {
    private static final int MOST_LABELS = 40;
    private static final int MOST_SERIES = 6;

    private ChartOf() {}

    /**
     * One value to draw.
     *
     * @param value nothing if it is suppressed or cannot be computed
     * @param interval of a value with noise in it
     */
    record Point(String label, String series, Optional<Double> value, String text, Optional<Interval> interval) {}

    /** @param key index among the keys, {@code measure} among the numeric measures; what is out of range counts as 0 */
    static Optional<Chart> result(ResultTable result, Words words, int key, int measure) {
        List<Integer> keys = columns(result, column -> column.role() == Role.KEY);
        List<Integer> measures = columns(result, column -> column.role() == Role.MEASURE && column.type().isNumeric());
        if (keys.isEmpty() || measures.isEmpty() || result.rows().isEmpty()) {
            return Optional.empty();
        }
        int chosenKey = key < keys.size() ? key : 0;
        int chosenMeasure = measure < measures.size() ? measure : 0;
        List<Point> all = points(result, words, keys, keys.get(chosenKey), measures.get(chosenMeasure));
        List<String> labels = all.stream().map(Point::label).distinct().toList();
        List<String> series = all.stream().map(Point::series).distinct().toList();
        boolean cut = labels.size() > MOST_LABELS || series.size() > MOST_SERIES;
        List<Point> drawn = all.stream()
                .filter(point -> labels.indexOf(point.label()) < MOST_LABELS && series.indexOf(point.series()) < MOST_SERIES).toList();
        String title = title(result, words, keys.get(chosenKey), measures.get(chosenMeasure));
        String specification = new VegaLite(drawn, overTime(result.columns().get(keys.get(chosenKey)), labels))
                .specification(title + ". " + words.get("chart.see-table"), names(result, measures).get(chosenMeasure)).toString();
        boolean gaps = drawn.stream().anyMatch(point -> point.value().isEmpty());
        return Optional.of(new Chart(specification, title, names(result, keys), chosenKey, names(result, measures), chosenMeasure, gaps, cut,
                drawn.stream().anyMatch(point -> point.interval().isPresent())));
    }

    private static List<Integer> columns(ResultTable result, java.util.function.Predicate<Column> fitting) {
        return IntStream.range(0, result.columns().size()).filter(i -> fitting.test(result.columns().get(i))).boxed().toList();
    }

    private static List<String> names(ResultTable result, List<Integer> columns) {
        return columns.stream().map(i -> result.columns().get(i).name()).toList();
    }

    private static String title(ResultTable result, Words words, int key, int measure) {
        return words.with("chart.title", result.columns().get(measure).name(), result.columns().get(key).name());
    }

    private static List<Point> points(ResultTable result, Words words, List<Integer> keys, int key, int measure) {
        var points = new ArrayList<Point>();
        Map<Integer, Interval> intervals = result.intervals().stream().filter(interval -> interval.column() == measure)
                .collect(Collectors.toMap(Interval::row, interval -> interval));
        for (int at = 0; at < result.rows().size(); at++) {
            List<Object> row = result.rows().get(at);
            Optional<Interval> interval = Optional.ofNullable(intervals.get(at));
            String series = keys.stream().filter(other -> other != key).map(other -> label(row.get(other), words)).collect(Collectors.joining(" · "));
            Object value = row.get(measure);
            points.add(value instanceof Number number
                    ? new Point(label(row.get(key), words), series, Optional.of(number.doubleValue()),
                            ResultViews.text(value, result.columns().get(measure), words) + interval.map(ends -> " (" + ResultViews.interval(ends, words) + ")").orElse(""), interval)
                    : new Point(label(row.get(key), words), series, Optional.empty(), words.get("result.suppressed"), Optional.empty()));
        }
        return points;
    }

    private static String label(Object value, Words words) {
        return value == null ? words.get("result.null") : Objects.toString(value);
    }

    /** Dates, years and months run along a line. */
    private static boolean overTime(Column key, List<String> labels) {
        boolean dated = key.type().base() == ValueType.Base.DATE || key.type().base() == ValueType.Base.TIMESTAMP;
        return labels.size() > 2 && (dated || labels.stream().allMatch(label -> label.matches("(19|20)[0-9]{2}(-?(0[1-9]|1[0-2]))?")));
    }
}
