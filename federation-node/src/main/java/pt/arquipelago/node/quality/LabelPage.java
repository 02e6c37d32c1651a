package pt.arquipelago.node.quality;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.quality.Measurement.ColumnCount;
import pt.arquipelago.node.quality.Measurement.Coverage;
import pt.arquipelago.node.quality.Measurement.Lag;

/** The labels of a node's tables as one page that needs nothing else: small multiples over the loads, and what the newest measured. */
public final class LabelPage {
    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;color:#14262e;background:#f3f7f7;margin:0 auto;max-width:70em;padding:1.5em}"
            + "h1,h2,h3{color:#0f3d4c;line-height:1.2}h2{margin-top:2.5em;border-top:1px solid #d5e1e2;padding-top:1em}.soft{color:#4a626c}"
            + ".many{display:grid;grid-template-columns:repeat(auto-fill,minmax(15em,1fr));gap:1em}.one{background:#fff;border:1px solid #d5e1e2;border-radius:8px;padding:.8em 1em}"
            + ".one b{display:block;font-size:1.35em;color:#0f3d4c}.met{color:#075347}.missed{color:#a8381f}svg{max-width:100%;height:auto;display:block}.field{fill:#eaf2f3}.line{fill:none;stroke:#0b7a6b;stroke-width:2}"
            + ".dot,.bar{fill:#0b7a6b}.goal{stroke:#a8381f;stroke-width:1.5;stroke-dasharray:4 3}.whole{fill:#d5e1e2}table{border-collapse:collapse;background:#fff}"
            + "th,td{text-align:left;vertical-align:top;border-bottom:1px solid #d5e1e2;padding:.3em .8em;font-variant-numeric:tabular-nums}td.n{text-align:right}"
            + "dl{display:grid;grid-template-columns:minmax(10em,16em) 1fr;gap:.3em 1.5em}dt{color:#4a626c}dd{margin:0}.not{color:#4a626c;font-style:italic}nav a{margin-right:1em}";

    private final LabelWords words;
    private final StringBuilder page = new StringBuilder();

    private LabelPage(LabelWords words) {
        this.words = words;
    }

    /**
     * @param tables each with its measurements, the oldest first
     * @param language {@code pt} or {@code en}
     */
    public static String of(String node, Map<String, List<Measurement>> tables, String language) {
        return new LabelPage(LabelWords.of(requireNonNull(language, "language is null"))).whole(node, tables);
    }

    private String whole(String node, Map<String, List<Measurement>> tables) {
        page.append("<!doctype html>\n<html lang=\"").append(words.code()).append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escaped(words.title())).append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>").append(escaped(words.title())).append("</h1>\n<p>")
                .append(escaped(node)).append("</p><p class=\"soft\">").append(escaped(words.hint())).append("</p>\n");
        Map<String, List<Measurement>> measured = new java.util.TreeMap<>(tables);
        measured.values().removeIf(List::isEmpty);
        if (measured.isEmpty()) {
            page.append("<p>").append(escaped(words.nothing())).append("</p>");
        }
        page.append("<nav>");
        measured.keySet().forEach(table -> page.append("<a href=\"#").append(escaped(table)).append("\">").append(escaped(table)).append("</a>"));
        page.append("</nav>\n");
        measured.values().forEach(this::table);
        return page.append("</body></html>\n").toString();
    }

    private void table(List<Measurement> history) {
        Measurement last = history.get(history.size() - 1);
        page.append("<h2 id=\"").append(escaped(last.table())).append("\">").append(escaped(last.system())).append(" · <code>").append(escaped(last.table())).append("</code></h2>\n<p>")
                .append(escaped(words.state())).append(' ').append(last.lakeVersion()).append(" · ").append(last.at().toString(), 0, 10).append(" · ")
                .append(number(last.size().rows())).append(' ').append(words.rows()).append(" · ").append(number(last.size().persons())).append(' ').append(words.persons());
        if (last.size().from().isPresent() && last.size().to().isPresent()) {
            page.append(" · ").append(words.period()).append(' ').append(last.size().from().get()).append(" – ").append(last.size().to().get());
        }
        last.size().meanDaysOfPerson().ifPresent(days -> page.append(String.format(Locale.ROOT, " · %.0f %s", days, words.averageDays())));
        page.append("</p>\n<h3>").append(escaped(words.overLoads())).append(" (").append(history.size()).append(' ').append(words.loads()).append(")</h3>\n<div class=\"many\">\n");
        for (QualityDimension dimension : QualityDimension.values()) {
            multiple(dimension, history, last);
        }
        page.append("</div>\n");
        columns(history, last);
        checks(last);
        last.lag().ifPresent(this::delay);
        last.coverage().ifPresent(this::coverage);
        documentation(last);
    }

    private void multiple(QualityDimension dimension, List<Measurement> history, Measurement last) {
        boolean days = dimension == QualityDimension.TIMELINESS;
        Function<Measurement, OptionalDouble> value = days ? m -> m.lag().map(lag -> OptionalDouble.of(lag.ninety())).orElse(OptionalDouble.empty())
                : m -> m.share(dimension).stream().map(share -> share * 100).findFirst();
        OptionalDouble now = value.apply(last);
        Optional<Double> target = days ? last.targets().withinDays().map(Integer::doubleValue) : last.targets().atLeast(dimension).map(Integer::doubleValue);
        page.append("<div class=\"one\">").append(escaped(words.of(dimension.title()))).append(" <span class=\"soft\">78(3)(").append(dimension.point()).append(")</span>");
        if (now.isEmpty()) {
            page.append("<p class=\"not\">").append(escaped(words.notMeasured())).append("</p></div>\n");
            return;
        }
        page.append("<b>").append(days ? String.format(Locale.ROOT, "%.0f %s", now.getAsDouble(), words.days()) : percent(now)).append("</b>");
        page.append(trend(history, value, days ? 0 : 100).svg(220, 60, target, escaped(words.of(dimension.title()))));
        page.append("<span class=\"soft\">").append(days ? words.ninety() : "");
        target.ifPresent(goal -> page.append("</span> <span class=\"").append(last.meets(dimension).orElse(false) ? "met" : "missed").append("\">").append(words.target()).append(' ')
                .append(String.format(Locale.ROOT, "%.0f %s", goal, days ? words.days() : "%")));
        page.append("</span></div>\n");
    }

    /** @param top 0: the greatest of them */
    private static Trend trend(List<Measurement> history, Function<Measurement, OptionalDouble> value, double top) {
        List<Trend.Point> points = new ArrayList<>();
        history.forEach(m -> value.apply(m).ifPresent(v -> points.add(new Trend.Point(m.at(), v))));
        return new Trend(points, top > 0 ? top : points.stream().mapToDouble(Trend.Point::value).max().orElse(1));
    }

    private void columns(List<Measurement> history, Measurement last) {
        open(words.columns(), words.column(), words.withValue(), words.share(), words.overLoads());
        for (ColumnCount column : last.columns()) {
            Function<Measurement, OptionalDouble> share = m -> m.columns().stream().filter(c -> c.name().equals(column.name())).findFirst()
                    .map(c -> Measurement.share(100 * c.values(), m.size().rows())).orElse(OptionalDouble.empty());
            row("<code>" + escaped(column.name()) + "</code>", number(column.values()), percent(share.apply(last)),
                    trend(history, share, 100).svg(120, 20, Optional.empty(), escaped(column.name())));
        }
        close();
    }

    private void checks(Measurement last) {
        long read = last.checks().read();
        open(words.checks(), words.check(), words.kept(), words.share());
        row(escaped(words.accepted()), number(last.checks().accepted()) + " / " + number(read), percent(Measurement.share(100 * last.checks().accepted(), read)));
        last.checks().reasons().forEach(reason -> row("<code>" + escaped(reason.column().isEmpty() ? "–" : reason.column()) + "</code> " + escaped(reason.reason()),
                number(read - reason.rows()) + " / " + number(read), percent(Measurement.share(100 * (read - reason.rows()), read))));
        last.checks().rules().forEach(rule -> row(escaped(words.of(rule.title())), number(read - rule.broken()) + " / " + number(read),
                percent(Measurement.share(100 * (read - rule.broken()), read))));
        last.references().forEach(reference -> row("<code>" + escaped(reference.column()) + "</code> " + words.standsIn() + " <code>" + escaped(reference.table()) + "</code>",
                number(reference.resolved()) + " / " + number(reference.rows()), percent(Measurement.share(100 * reference.resolved(), reference.rows()))));
        last.key().ifPresent(key -> row(escaped(words.of(QualityDimension.UNIQUENESS.title())) + ": <code>" + escaped(String.join(", ", key.columns())) + "</code>",
                number(key.distinct()) + " / " + number(key.rows()), percent(Measurement.share(100 * key.distinct(), key.rows()))));
        close();
    }

    private void delay(Lag lag) {
        open(words.delay() + " (" + lag.column() + ")", words.days(), words.rows(), words.share(), "");
        for (int i = 0; i < lag.bands().size(); i++) {
            String band = i < Lag.BANDS.size() ? (i == 0 ? 0 : Lag.BANDS.get(i - 1) + 1) + "–" + Lag.BANDS.get(i) : words.more();
            OptionalDouble share = Measurement.share(100 * lag.bands().get(i), lag.rows());
            row(band, number(lag.bands().get(i)), percent(share), bar(share.orElse(0)));
        }
        close();
    }

    private void coverage(Coverage coverage) {
        List<String> sexes = coverage.cells().stream().map(Coverage.Cell::sex).distinct().sorted().toList();
        List<String> header = new ArrayList<>(List.of(words.age()));
        sexes.forEach(sex -> header.addAll(List.of(sex.isEmpty() ? "–" : sex, "")));
        open(words.coverage() + ": " + number(coverage.covered()) + " / " + number(coverage.registered()) + " " + words.registered(), header.toArray(String[]::new));
        for (String age : coverage.cells().stream().map(Coverage.Cell::age).distinct().toList()) {
            List<String> cells = new ArrayList<>(List.of(age.isEmpty() ? "–" : escaped(age)));
            for (String sex : sexes) {
                Optional<Coverage.Cell> cell = coverage.cells().stream().filter(c -> c.age().equals(age) && c.sex().equals(sex)).findFirst();
                OptionalDouble share = cell.map(c -> Measurement.share(100 * c.covered(), c.registered())).orElse(OptionalDouble.empty());
                cells.add(cell.map(c -> number(c.covered()) + " / " + number(c.registered())).orElse(""));
                cells.add(share.isPresent() ? bar(share.getAsDouble()) : "");
            }
            row(cells.toArray(String[]::new));
        }
        close();
    }

    private void documentation(Measurement last) {
        page.append("<h3>").append(escaped(words.documentation())).append("</h3>\n<dl>");
        for (QualityElement element : QualityElement.values()) {
            page.append("<dt>").append(escaped(words.of(element.title()))).append(" 78(3)(").append(element.point()).append(")</dt>")
                    .append(last.documentation().containsKey(element) ? "<dd>" + escaped(words.of(last.documentation().get(element))) : "<dd class=\"not\">" + escaped(words.notStated())).append("</dd>\n");
        }
        page.append("</dl>\n");
    }

    private void open(String title, String... header) {
        page.append("<h3>").append(escaped(title)).append("</h3>\n<table><thead><tr>");
        Stream.of(header).forEach(cell -> page.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
        page.append("</tr></thead><tbody>\n");
    }

    /** @param cells HTML already */
    private void row(String... cells) {
        page.append("<tr>");
        Stream.of(cells).forEach(cell -> page.append(cell.matches("[0-9.,/% ]+") ? "<td class=\"n\">" : "<td>").append(cell).append("</td>"));
        page.append("</tr>\n");
    }

    private void close() {
        page.append("</tbody></table>\n");
    }

    private static String bar(double percent) {
        return String.format(Locale.ROOT, "<svg viewBox=\"0 0 120 12\" width=\"120\" height=\"12\" role=\"img\" aria-label=\"%.1f %%\"><rect class=\"whole\" width=\"120\" height=\"12\"/><rect class=\"bar\" width=\"%.1f\" height=\"12\"/></svg>",
                percent, percent * 1.2);
    }

    /** Cut, not rounded: 100 % is all of them. */
    private static String percent(OptionalDouble percent) {
        return percent.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f %%", Math.floor(percent.getAsDouble() * 10) / 10);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
