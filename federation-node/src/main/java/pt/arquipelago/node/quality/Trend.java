package pt.arquipelago.node.quality;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A line over the loads, drawn as SVG: each point is one load, its place its time. */
record Trend(List<Point> points, double top) {
    /** @param value from 0 to {@code top} */
    record Point(Instant at, double value) {
        Point {
            requireNonNull(at, "at is null");
        }
    }

    private static final int DOT = 3;

    Trend {
        points = List.copyOf(points);
    }

    /** @param target drawn as a dashed line across */
    String svg(int width, int height, Optional<Double> target, String title) {
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">", width, height, width, height, title));
        svg.append(String.format(Locale.ROOT, "<rect class=\"field\" x=\"0\" y=\"0\" width=\"%d\" height=\"%d\"/>", width, height));
        target.ifPresent(value -> svg.append(String.format(Locale.ROOT, "<line class=\"goal\" x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", width, y(value, height), y(value, height))));
        if (points.size() > 1) {
            svg.append("<polyline class=\"line\" points=\"").append(points.stream()
                    .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point, width), y(point.value(), height))).collect(Collectors.joining(" "))).append("\"/>");
        }
        if (!points.isEmpty()) {
            Point last = points.get(points.size() - 1);
            svg.append(String.format(Locale.ROOT, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>", x(last, width), y(last.value(), height), DOT));
        }
        return svg.append("</svg>").toString();
    }

    private double x(Point point, int width) {
        Instant first = points.get(0).at();
        long span = Duration.between(first, points.get(points.size() - 1).at()).toMillis();
        double share = span > 0 ? (double) Duration.between(first, point.at()).toMillis() / span
                : points.size() > 1 ? (double) points.indexOf(point) / (points.size() - 1) : 1;
        return DOT + 1 + share * (width - 2 * DOT - 2);
    }

    private double y(double value, int height) {
        return height - DOT - 1 - Math.min(1, top <= 0 ? 0 : value / top) * (height - 2 * DOT - 2);
    }
}
