package pt.arquipelago.accessbody.portal.view;

import java.util.List;

/**
 * A chart as shapes of an SVG, whole units. Bars lie, so that labels can be read; lines run over time.
 *
 * @param left where values begin; labels stand left of it
 * @param title read out by screen readers; the table beside has every number
 * @param keys names of the columns that can be its key, and {@code key} the index of the one that is; so for measures
 * @param cut not everything is drawn
 */
public record Chart(boolean line, int width, int height, int left, String title, List<String> keys, int key, List<String> measures, int measure,
        List<Tick> ticks, List<Label> labels, List<Bar> bars, List<Path> paths, List<Dot> dots, List<Gap> gaps, List<String> series, boolean cut) {
    public Chart {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
        ticks = List.copyOf(ticks);
        labels = List.copyOf(labels);
        bars = List.copyOf(bars);
        paths = List.copyOf(paths);
        dots = List.copyOf(dots);
        gaps = List.copyOf(gaps);
        series = List.copyOf(series);
    }

    /** A line of the grid: upright in a chart of bars at {@code at} across, else level at {@code at} down. */
    public record Tick(int at, String text) {}

    public record Label(int x, int y, String text) {}

    public record Bar(int x, int y, int width, int height, int series, String text) {}

    /** Points of one unbroken line, as SVG writes them. */
    public record Path(String points, int series) {}

    public record Dot(int x, int y, int series, String text) {}

    /** Where a suppressed value would be. */
    public record Gap(int x, int y, String text) {}
}
