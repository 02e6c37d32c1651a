package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.portal.view.Chart;
import pt.arquipelago.accessbody.portal.view.Words;

import java.util.ArrayList;
import java.util.List;

/** Lines over time, broken where a value is suppressed or missing. */
final class LineShape {
    private static final int LEFT = 70;
    private static final int PLOT = 540;
    private static final int RIGHT = 30;
    private static final int TOP = 16;
    private static final int HEIGHT = 240;
    private static final int BOTTOM = 34;
    private static final int MOST_TEXTS = 9;

    private final List<ChartOf.Point> points;
    private final List<String> labels;
    private final List<String> series;
    private final ChartShape.Scale scale;
    private final List<Chart.Path> paths = new ArrayList<>();
    private final List<Chart.Dot> dots = new ArrayList<>();
    private final List<Chart.Gap> gaps = new ArrayList<>();

    private LineShape(List<ChartOf.Point> points) {
        this.points = points;
        this.labels = points.stream().map(ChartOf.Point::label).distinct().sorted().toList();
        this.series = points.stream().map(ChartOf.Point::series).distinct().toList();
        this.scale = ChartShape.Scale.of(points);
    }

    static Chart of(ChartShape.Head head, List<ChartOf.Point> points, Words words) {
        return new LineShape(points).chart(head, words);
    }

    private Chart chart(ChartShape.Head head, Words words) {
        series.forEach(this::draw);
        var ticks = new ArrayList<Chart.Tick>();
        for (int i = 0; i <= scale.steps(); i++) {
            ticks.add(new Chart.Tick(y(scale.at(i)), words.number(scale.at(i))));
        }
        var texts = new ArrayList<Chart.Label>();
        int every = Math.max(1, (labels.size() + MOST_TEXTS - 1) / MOST_TEXTS);
        for (int i = 0; i < labels.size(); i += every) {
            texts.add(new Chart.Label(x(labels.get(i)), TOP + HEIGHT + 20, labels.get(i)));
        }
        return new Chart(true, LEFT + PLOT + RIGHT, TOP + HEIGHT + BOTTOM, LEFT, head.title(), head.keys(), head.key(), head.measures(), head.measure(), ticks, texts,
                List.of(), paths, dots, gaps, series, head.cut());
    }

    private void draw(String one) {
        int index = series.indexOf(one);
        var line = new StringBuilder();
        for (String label : labels) {
            var point = points.stream().filter(candidate -> candidate.series().equals(one) && candidate.label().equals(label)).findFirst();
            String text = label + (one.isEmpty() ? "" : ", " + one) + ": " + point.map(ChartOf.Point::text).orElse("");
            if (point.isPresent() && point.get().value().isPresent()) {
                int y = y(point.get().value().get());
                line.append(line.isEmpty() ? "" : " ").append(x(label)).append(',').append(y);
                dots.add(new Chart.Dot(x(label), y, index, text));
            } else {
                point.ifPresent(suppressed -> gaps.add(new Chart.Gap(x(label), y(Math.max(0, scale.low())) - 4, text)));
                end(line, index);
            }
        }
        end(line, index);
    }

    private void end(StringBuilder line, int index) {
        if (line.indexOf(" ") > 0) {
            paths.add(new Chart.Path(line.toString(), index));
        }
        line.setLength(0);
    }

    private int x(String label) {
        return LEFT + (int) Math.round((labels.indexOf(label) + 0.5) * PLOT / labels.size());
    }

    private int y(double value) {
        return TOP + HEIGHT - scale.place(value, HEIGHT);
    }
}
