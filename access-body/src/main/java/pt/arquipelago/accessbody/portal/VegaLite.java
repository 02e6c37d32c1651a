package pt.arquipelago.accessbody.portal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The specification of a chart, in Vega-Lite 5: lying bars, so that labels can be read, or lines over time. A suppressed value is a cross
 * in its place, never a bar of nothing, and breaks a line. A noisy value has a rule between the ends of its interval.
 */
final class VegaLite {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> COLOURS = List.of("#11657d", "#e39b1b", "#0b7a6b", "#a8381f", "#7a5ea8", "#7d8f95");

    /** Pixels. */
    private static final int LINES = 260;
    private static final int BAR = 16;

    private final List<ChartOf.Point> points;
    private final boolean line;
    private final int labels;
    private final int series;

    /** @param line over time; else bars */
    VegaLite(List<ChartOf.Point> points, boolean line) {
        this.points = List.copyOf(points);
        this.line = line;
        this.labels = (int) points.stream().map(ChartOf.Point::label).distinct().count();
        this.series = (int) points.stream().map(ChartOf.Point::series).distinct().count();
    }

    /** @param description what screen readers say of it */
    ObjectNode specification(String description, String measure) {
        ObjectNode chart = JSON.objectNode();
        chart.put("$schema", "https://vega.github.io/schema/vega-lite/v5.json");
        chart.put("description", description);
        chart.put("width", "container");
        chart.put("height", line ? LINES : BAR * Math.max(2, labels) * series);
        chart.putObject("autosize").put("type", "fit-x").put("contains", "padding");
        chart.putObject("data").set("values", values());
        var layers = chart.putArray("layer");
        ObjectNode drawn = layers.addObject();
        drawn.set("mark", line ? mark("line").put("point", true).put("strokeWidth", 2) : mark("bar").put("cornerRadius", 2));
        encode(drawn, "value", measure);
        if (points.stream().anyMatch(point -> point.interval().isPresent())) {
            ObjectNode intervals = layers.addObject();
            intervals.putArray("transform").addObject().put("filter", "datum.low !== undefined");
            intervals.set("mark", mark("rule").put("strokeWidth", 2).put("color", "#5b6f76"));
            encode(intervals, "low", measure);
            ((ObjectNode) intervals.get("encoding")).putObject(line ? "y2" : "x2").put("field", "high");
        }
        ObjectNode gaps = layers.addObject();
        gaps.putArray("transform").addObject().put("filter", "datum.value === null");
        gaps.set("mark", mark("text").put("text", "×").put("color", "#a8381f").put("fontSize", 15).put("align", line ? "center" : "left").put("dx", line ? 0 : 4));
        encode(gaps, "zero", measure);
        chart.set("config", config());
        return chart;
    }

    private ArrayNode values() {
        var values = JSON.arrayNode();
        for (ChartOf.Point point : points) {
            ObjectNode value = values.addObject().put("label", point.label()).put("series", point.series()).put("zero", 0);
            value.put("text", (point.series().isEmpty() ? point.label() : point.label() + ", " + point.series()) + ": " + point.text());
            point.interval().ifPresent(ends -> value.put("low", ends.low()).put("high", ends.high()));
            point.value().ifPresentOrElse(number -> value.put("value", number), () -> value.putNull("value"));
        }
        return values;
    }

    private void encode(ObjectNode layer, String field, String measure) {
        ObjectNode encoding = layer.putObject("encoding");
        ObjectNode label = encoding.putObject(line ? "x" : "y").put("field", "label").put("type", "ordinal");
        label.putNull("title").putObject("axis").put("labelLimit", 160).put("labelOverlap", line).put("labelAngle", 0);
        if (!line) {
            label.putNull("sort");
        }
        encoding.putObject(line ? "y" : "x").put("field", field).put("type", "quantitative").put("title", measure)
                .putObject("axis").put("tickCount", 6);
        encoding.putObject("tooltip").put("field", "text");
        if (series > 1 && !line) {
            encoding.putObject("yOffset").put("field", "series").putNull("sort");
        }
        if (series > 1 && field.equals("value")) {
            encoding.putObject("color").put("field", "series").put("type", "nominal").putNull("title").putNull("sort")
                    .putObject("legend").put("orient", "top");
        }
    }

    private static ObjectNode mark(String type) {
        return JSON.objectNode().put("type", type).put("tooltip", true);
    }

    private static ObjectNode config() {
        ObjectNode config = JSON.objectNode();
        config.putNull("background");
        config.put("font", "system-ui, sans-serif");
        config.putObject("view").putNull("stroke");
        config.putObject("axis").put("labelFontSize", 11).put("titleFontWeight", "normal").put("labelColor", "#5b6f76").put("titleColor", "#5b6f76").put("gridOpacity", 0.4);
        config.putObject("legend").put("labelColor", "#5b6f76");
        config.putObject("bar").put("color", COLOURS.get(0));
        config.putObject("line").put("color", COLOURS.get(0));
        config.putObject("point").put("color", COLOURS.get(0));
        var range = config.putObject("range").putArray("category");
        COLOURS.forEach(range::add);
        return config;
    }
}
