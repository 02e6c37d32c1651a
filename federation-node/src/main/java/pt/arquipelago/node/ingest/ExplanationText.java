package pt.arquipelago.node.ingest;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Explanation.Column;
import pt.arquipelago.node.ingest.Explanation.Made;
import pt.arquipelago.node.profile.Treatment;

/** An explanation for a terminal, and as a document that the data protection officer signs. */
final class ExplanationText {
    private final ExplanationWords words;
    private final IngestSettings settings;
    private final LocalDate today;

    ExplanationText(ExplanationWords words, IngestSettings settings, LocalDate today) {
        this.words = words;
        this.settings = settings;
        this.today = today;
    }

    String terminal(Explanation explanation) {
        StringBuilder text = new StringBuilder(explanation.profile().system() + " → " + explanation.profile().table() + "\n");
        for (Column column : explanation.columns()) {
            text.append(String.format(Locale.ROOT, "  %-32s %-26s %s%n", column.source().name(), column.value(), column.makes().isEmpty() ? words.dropped() : ""));
            for (Made made : column.makes()) {
                text.append(String.format(Locale.ROOT, "      → %-26s %-26s %s%n", made.lake().description().name(), made.value(), what(column, made)));
            }
        }
        return text.append("  ").append(words.thrownAway()).append("\n\n").toString();
    }

    String markdown(List<Explanation> explanations) {
        StringBuilder page = new StringBuilder("# " + words.title() + "\n\n");
        facts().forEach(fact -> page.append("- ").append(fact).append('\n'));
        page.append('\n').append(words.thrownAway()).append('\n');
        for (Explanation explanation : explanations) {
            page.append("\n## ").append(heading(explanation)).append("\n\n| ").append(String.join(" | ", words.header())).append(" |\n|").append("---|".repeat(5)).append('\n');
            rows(explanation).forEach(row -> page.append("| ").append(row.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | "))).append(" |\n"));
        }
        page.append("\n## ").append(words.signature()).append("\n\n");
        words.lines().forEach(line -> page.append(line).append(": ______________________________\n\n"));
        return page.toString();
    }

    String html(List<Explanation> explanations) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"" + words.code() + "\"><head><meta charset=\"utf-8\"><title>" + escaped(words.title())
                + "</title><style>body{font:14px/1.4 sans-serif;margin:2em;max-width:75em}table{border-collapse:collapse;width:100%}"
                + "td,th{border:1px solid #999;padding:.25em .5em;text-align:left;vertical-align:top}tr{break-inside:avoid}.sign{margin-top:2.5em}</style></head><body>\n");
        page.append("<h1>").append(escaped(words.title())).append("</h1>\n<ul>");
        facts().forEach(fact -> page.append("<li>").append(escaped(fact)).append("</li>"));
        page.append("</ul>\n<p>").append(escaped(words.thrownAway())).append("</p>\n");
        for (Explanation explanation : explanations) {
            page.append("<h2>").append(escaped(heading(explanation))).append("</h2>\n<table><thead><tr>");
            words.header().forEach(cell -> page.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
            page.append("</tr></thead><tbody>\n");
            rows(explanation).forEach(row -> {
                page.append("<tr>");
                row.forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
                page.append("</tr>\n");
            });
            page.append("</tbody></table>\n");
        }
        page.append("<h2>").append(escaped(words.signature())).append("</h2>\n");
        words.lines().forEach(line -> page.append("<p class=\"sign\">").append(escaped(line)).append(": ______________________________</p>\n"));
        return page.append("</body></html>\n").toString();
    }

    private List<String> facts() {
        return List.of(words.institution() + ": " + settings.node(), words.domain() + ": " + settings.domain(), words.custody(settings.key()), words.date() + ": " + today);
    }

    private String heading(Explanation explanation) {
        return explanation.profile().system() + ": " + words.of(explanation.profile().texts().title());
    }

    private List<List<String>> rows(Explanation explanation) {
        return explanation.columns().stream().flatMap(column -> column.makes().isEmpty()
                ? List.of(List.of(column.source().name(), column.value(), words.dropped(), "–", "–")).stream()
                : column.makes().stream().map(made -> List.of(column.source().name(), column.value(), what(column, made), made.lake().description().name(), made.value()))).toList();
    }

    private String what(Column column, Made made) {
        Treatment treatment = made.lake().treatment();
        String hidden = column.source().hiddenWhen().isPresent() ? "; " + words.hidden() : "";
        return words.of(treatment) + hidden;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
