package pt.arquipelago.demo.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a question.
 *
 * @param task as the API shows it
 * @param result in the published format; an empty object when nothing was released
 * @param combined from submission until the partials were combined
 */
record Answer(Questions question, JsonNode task, JsonNode result, Duration combined) {
    private static final int SHOWN = 12;

    String state() {
        return task.path("state").asText();
    }

    /** Share of rows with no suppressed cell, 0 to 1; 0 for an empty table. */
    double wholeRows() {
        int rows = result.path("rows").size();
        return rows == 0 ? 0 : (rows - suppressed().values().stream().map(cell -> cell.split(" ")[0]).distinct().count()) / (double) rows;
    }

    /** Fails when the question did not end as it should. How many rows are whole depends on how many people there are. */
    Answer required() {
        boolean right = switch (question.ending()) {
            case RELEASED -> state().equals("released") && wholeRows() > 0;
            case SUPPRESSED -> state().equals("released") && wholeRows() == 0;
            case REFUSED -> state().equals("refused");
        };
        if (!right) {
            throw new StepFailed("'" + question.title() + "' ended as " + state() + " with " + Math.round(100 * wholeRows()) + " % whole rows, not as " + question.ending() + ": " + task.path("refusal") + task.path("nodes"),
                    "see the task in the portal");
        }
        return this;
    }

    /** The refusal's code, sentence and remedy. */
    String refusal() {
        JsonNode refusal = task.path("refusal");
        if (refusal.isMissingNode()) {
            for (JsonNode node : task.path("nodes")) {
                if (node.has("refusal")) {
                    refusal = node.path("refusal");
                }
            }
        }
        JsonNode place = refusal.path("place");
        String where = place.isObject() ? " (line " + place.path("line").asInt() + ", column " + place.path("column").asInt() + ")" : "";
        return refusal.path("code").asText() + where + ": " + refusal.path("message").asText() + " " + refusal.path("remedy").asText();
    }

    private Map<String, String> suppressed() {
        Map<String, String> cells = new HashMap<>();
        for (JsonNode cell : result.path("suppressed")) {
            cells.put(cell.path("row").asInt() + " " + cell.path("column").asInt(), cell.path("row").asInt() + " " + cell.path("reason").asText());
        }
        return cells;
    }

    /** The first rows as a table for the terminal. */
    String table() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>();
        result.path("columns").forEach(column -> head.add(column.path("name").asText()));
        lines.add(head);
        Map<String, String> hidden = suppressed();
        for (int row = 0; row < Math.min(SHOWN, result.path("rows").size()); row++) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < head.size(); column++) {
                JsonNode value = result.path("rows").get(row).get(column);
                line.add(hidden.containsKey(row + " " + column) ? "suppressed" : value.isNull() ? "" : value.asText());
            }
            lines.add(line);
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append("         ");
            for (int column = 0; column < line.size(); column++) {
                int wanted = column;
                int width = lines.stream().mapToInt(each -> each.get(wanted).length()).max().orElse(0);
                text.append(String.format("%-" + Math.max(1, width) + "s  ", line.get(column)));
            }
            text.append('\n');
        }
        int more = result.path("rows").size() - SHOWN;
        return more > 0 ? text + "         … " + more + " more rows" : text.toString().stripTrailing();
    }
}
