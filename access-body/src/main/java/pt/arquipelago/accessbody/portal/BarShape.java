package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.portal.view.Chart;
import pt.arquipelago.accessbody.portal.view.Words;

import java.util.ArrayList;
import java.util.List;

/** Lying bars, one group for each label. */
final class BarShape {
    private static final int PLOT = 430;
    private static final int RIGHT = 60;
    private static final int TOP = 24;
    private static final int BAR = 16;
    private static final int BETWEEN = 10;
    private static final int LABEL_LETTERS = 20;
    private static final int LETTER = 7;

    private BarShape() {}

    static Chart of(ChartShape.Head head, List<ChartOf.Point> points, Words words) {
        ChartShape.Scale scale = ChartShape.Scale.of(points);
        List<String> series = points.stream().map(ChartOf.Point::series).distinct().toList();
        List<String> groups = points.stream().map(ChartOf.Point::label).distinct().toList();
        var bars = new ArrayList<Chart.Bar>();
        var gaps = new ArrayList<Chart.Gap>();
        var labels = new ArrayList<Chart.Label>();
        int left = 16 + LETTER * groups.stream().mapToInt(group -> Math.min(LABEL_LETTERS, group.codePointCount(0, group.length()))).max().orElse(0);
        int zero = left + scale.place(0, PLOT);
        int y = TOP;
        for (String group : groups) {
            int first = y;
            for (ChartOf.Point point : points) {
                if (!point.label().equals(group)) {
                    continue;
                }
                String text = named(point) + ": " + point.text();
                if (point.value().isPresent()) {
                    int end = left + scale.place(point.value().get(), PLOT);
                    bars.add(new Chart.Bar(Math.min(zero, end), y, Math.max(1, Math.abs(end - zero)), BAR - 2, series.indexOf(point.series()), text));
                } else {
                    gaps.add(new Chart.Gap(zero + 4, y + BAR / 2 + 3, text));
                }
                y += BAR;
            }
            labels.add(new Chart.Label(left - 8, (first + y) / 2 + 3, ChartShape.cut(group, LABEL_LETTERS)));
            y += BETWEEN;
        }
        var ticks = new ArrayList<Chart.Tick>();
        for (int i = 0; i <= scale.steps(); i++) {
            ticks.add(new Chart.Tick(left + scale.place(scale.at(i), PLOT), words.number(scale.at(i))));
        }
        return new Chart(false, left + PLOT + RIGHT, y + 4, left, head.title(), head.keys(), head.key(), head.measures(), head.measure(), ticks, labels, bars,
                List.of(), List.of(), gaps, series, head.cut());
    }

    private static String named(ChartOf.Point point) {
        return point.series().isEmpty() ? point.label() : point.label() + ", " + point.series();
    }
}
