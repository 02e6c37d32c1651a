package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.ResultView;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.task.SeeMeetings;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.result.BinWidth;
import pt.arquipelago.analysis.result.Column;
import pt.arquipelago.analysis.result.Interval;
import pt.arquipelago.analysis.result.Mark;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/** Results as tables for reading. A suppressed cell says so and why; it never looks like a number. */
final class ResultViews {
    private static final Pattern NODES = Pattern.compile("nodes: ([0-9]+) of ([0-9]+)");
    private static final Pattern OF_QUANTILE = Pattern.compile("of a quantile (± .+)");
    private static final Pattern MISSING = Pattern.compile("at most ([0-9]+) persons missing");
    private final Nodes nodes;

    ResultViews(Nodes nodes) {
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    ResultView of(ResultTable result, Task task, Words words) {
        return of(result, task, List.of(), words);
    }

    /** @param meetings where suppressed cells stand nearest */
    ResultView of(ResultTable result, Task task, List<SeeMeetings.Meeting> meetings, Words words) {
        return new Reader(result, task, meetings, words).view();
    }

    private final class Reader {
        private final ResultTable result;
        private final Task task;
        private final Words words;
        private final Map<List<Integer>, String> suppressed = new HashMap<>();
        private final Map<List<Integer>, List<String>> marks = new HashMap<>();

        private final Map<List<Integer>, Interval> intervals = new HashMap<>();

        private final Map<List<Integer>, SeeMeetings.Meeting> nearest = new HashMap<>();

        Reader(ResultTable result, Task task, List<SeeMeetings.Meeting> meetings, Words words) {
            this.result = result;
            this.task = task;
            this.words = words;
            meetings.forEach(meeting -> meeting.cell().ifPresent(cell -> nearest.putIfAbsent(cell, meeting)));
            result.suppressed().forEach(cell -> suppressed.put(List.of(cell.row(), cell.column()), cell.reason()));
            result.intervals().forEach(interval -> intervals.put(List.of(interval.row(), interval.column()), interval));
            result.marks().forEach(mark -> marks.computeIfAbsent(List.of(mark.row(), mark.column()), at -> new ArrayList<>()).add(mark.mark()));
        }

        ResultView view() {
            var rows = new ArrayList<ResultView.Row>();
            for (int row = 0; row < result.rows().size(); row++) {
                rows.add(row(row));
            }
            Set<String> answered = result.provenance().lake().keySet();
            List<String> missing = task.nodes().stream().filter(share -> !answered.contains(share.node())).map(share -> nodes.name(share.node())).toList();
            return new ResultView(result.columns().stream().map(this::column).toList(), rows, result.notes(), task.nodes().size(),
                    answered.stream().map(nodes::name).toList(), missing);
        }

        private ResultView.Row row(int row) {
            int fewest = IntStream.range(0, result.columns().size()).map(column -> used(row, column)).min().orElse(task.nodes().size());
            var cells = new ArrayList<ResultView.Cell>();
            for (int column = 0; column < result.columns().size(); column++) {
                cells.add(cell(row, column, Mark.nodes(fewest, task.nodes().size())));
            }
            boolean whole = cells.stream().noneMatch(cell -> cell.kind() == ResultView.Kind.SUPPRESSED);
            boolean something = IntStream.range(0, cells.size()).anyMatch(i -> result.columns().get(i).role() == Role.MEASURE && cells.get(i).kind() != ResultView.Kind.SUPPRESSED);
            return new ResultView.Row(cells, something ? words.with("result.nodes", fewest, task.nodes().size()) : "–", whole);
        }

        /** @param rows what is said for the whole row already */
        private ResultView.Cell cell(int row, int column, String rows) {
            String reason = suppressed.get(List.of(row, column));
            if (reason != null) {
                return new ResultView.Cell(ResultView.Kind.SUPPRESSED, words.get("result.suppressed"),
                        Stream.concat(Stream.of(reason(reason)), Optional.ofNullable(nearest.get(List.of(row, column))).map(meeting -> MeetingViews.nearest(meeting, words)).stream())
                                .collect(Collectors.joining("; ")));
            }
            List<String> own = marks.getOrDefault(List.of(row, column), List.of());
            if (own.contains(Mark.NOT_COMPUTABLE)) {
                return new ResultView.Cell(ResultView.Kind.NOT_COMPUTABLE, words.get("result.not-computable"), words.get("result.not-computable.why"));
            }
            Object value = result.rows().get(row).get(column);
            Stream<String> marked = own.stream().filter(mark -> !mark.equals(rows)).map(this::mark);
            Stream<String> interval = Optional.ofNullable(intervals.get(List.of(row, column))).map(ends -> interval(ends, words)).stream();
            String notes = Stream.concat(interval, marked).collect(Collectors.joining("; "));
            return value == null
                    ? new ResultView.Cell(ResultView.Kind.NULL, words.get("result.null"), notes)
                    : new ResultView.Cell(ResultView.Kind.VALUE, text(value, result.columns().get(column), words), notes);
        }

        private String reason(String reason) {
            return switch (reason) {
                case SuppressedCell.THRESHOLD, SuppressedCell.DISCLOSURE, SuppressedCell.INCOMPLETE -> words.get("result.reason." + reason);
                default -> reason;
            };
        }

        private String mark(String mark) {
            Matcher of = NODES.matcher(mark);
            if (of.matches()) {
                return words.with("result.nodes", of.group(1), of.group(2));
            }
            Matcher quantile = OF_QUANTILE.matcher(mark);
            if (quantile.matches()) {
                return words.with("result.of-quantile", quantile.group(1));
            }
            Matcher missing = MISSING.matcher(mark);
            return missing.matches() ? words.with("result.missing", missing.group(1)) : mark;
        }

        private ResultView.Column column(Column column) {
            boolean measure = column.role() == Role.MEASURE;
            String note = column.binWidth().isPresent() ? "" : column.note().orElse("");
            return new ResultView.Column(column.name(), column.type().toString(), measure, measure && column.type().isNumeric(), note, column.binWidth().map(this::bins).orElse(""));
        }

        private String bins(BinWidth width) {
            return width.least().equals(width.most()) ? words.with("result.bins", words.number(width.least()))
                    : words.with("result.bins.growing", words.number(width.least()), words.number(width.most()));
        }

        private int used(int row, int column) {
            return marks.getOrDefault(List.of(row, column), List.of()).stream().map(NODES::matcher).filter(Matcher::matches)
                    .mapToInt(of -> Integer.parseInt(of.group(1))).min().orElse(task.nodes().size());
        }
    }

    /** Whole where more digits would say no more. */
    static String interval(Interval ends, Words words) {
        boolean wide = ends.high() - ends.low() >= 10;
        return words.with("result.interval", wide ? words.number((long) Math.floor(ends.low())) : words.number(ends.low()),
                wide ? words.number((long) Math.ceil(ends.high())) : words.number(ends.high()));
    }

    /** Keys stand as they are (a year has no separator); measures as numbers are written. */
    static String text(Object value, Column column, Words words) {
        if (column.role() == Role.KEY) {
            return value.toString();
        }
        if (value instanceof Long number) {
            return words.number(number);
        }
        if (value instanceof BigDecimal number) {
            return words.number(number);
        }
        return value instanceof Double number ? words.number(number) : value.toString();
    }
}
