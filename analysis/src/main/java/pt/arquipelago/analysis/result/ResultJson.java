package pt.arquipelago.analysis.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.StrictJson;
import pt.arquipelago.analysis.query.ValueJson;

/** The published result format: {@code docs/schemas/result.schema.json}. */
final class ResultJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResultJson() {}

    static ObjectNode write(ResultTable table) {
        ObjectNode json = JSON.objectNode();
        ArrayNode columns = json.putArray("columns");
        table.columns().forEach(column -> columns.add(write(column)));
        ArrayNode rows = json.putArray("rows");
        for (List<Object> row : table.rows()) {
            ArrayNode values = rows.addArray();
            for (int i = 0; i < row.size(); i++) {
                values.add(ValueJson.write(table.columns().get(i).type(), row.get(i)));
            }
        }
        writeCells(json, table);
        json.set("provenance", ProvenanceJson.write(table.provenance()));
        return json;
    }

    private static JsonNode write(Column column) {
        ObjectNode json = JSON.objectNode();
        json.put("name", column.name()).put("type", column.type().toString()).put("role", column.role().name().toLowerCase(Locale.ROOT));
        column.note().ifPresent(note -> json.put("note", note));
        column.binWidth().ifPresent(width -> json.putObject("bin_width").put("least", width.least().toPlainString()).put("most", width.most().toPlainString()));
        return json;
    }

    /** What is told beside the values: {@code suppressed}, {@code marks} and {@code notes}. */
    static void writeCells(ObjectNode json, ResultTable table) {
        ArrayNode suppressed = json.putArray("suppressed");
        table.suppressed().forEach(cell -> suppressed.addObject()
                .put("row", cell.row()).put("column", cell.column()).put("reason", cell.reason()));
        ArrayNode marks = json.putArray("marks");
        table.marks().forEach(mark -> marks.addObject().put("row", mark.row()).put("column", mark.column()).put("mark", mark.mark()));
        table.notes().forEach(json.putArray("notes")::add);
        if (!table.intervals().isEmpty()) {
            ArrayNode intervals = json.putArray("intervals");
            table.intervals().forEach(each -> intervals.addObject().put("row", each.row()).put("column", each.column()).put("low", each.low()).put("high", each.high()));
        }
    }

    static ResultTable read(JsonNode json) {
        try {
            return readTable(json);
        } catch (IllegalArgumentException | ArithmeticException | NullPointerException e) {
            throw new InvalidFormat("not a result: " + e.getMessage(), e);
        }
    }

    private static ResultTable readTable(JsonNode json) {
        StrictJson table = StrictJson.object(json, "result", "columns", "rows", "suppressed", "marks", "notes", "intervals", "provenance");
        List<Column> columns = table.list("columns", ResultJson::readColumn);
        return new ResultTable(columns, table.list("rows", row -> readRow(columns, row)),
                table.list("suppressed", ResultJson::readSuppressed), table.list("marks", ResultJson::readMark),
                table.list("notes", ResultJson::readText), ProvenanceJson.read(table.node("provenance")),
                table.has("intervals") ? table.list("intervals", ResultJson::readInterval) : List.of());
    }

    private static Column readColumn(JsonNode json) {
        StrictJson column = StrictJson.object(json, "column", "name", "type", "role", "note", "bin_width");
        return new Column(column.text("name"), column.type("type"), column.name("role", Role.values()),
                column.optional("note").map(ResultJson::readText), column.optional("bin_width").map(ResultJson::readWidth));
    }

    private static BinWidth readWidth(JsonNode json) {
        StrictJson width = StrictJson.object(json, "bin_width", "least", "most");
        return new BinWidth(new BigDecimal(width.text("least")), new BigDecimal(width.text("most")));
    }

    private static List<Object> readRow(List<Column> columns, JsonNode json) {
        if (!json.isArray() || json.size() != columns.size()) {
            throw new InvalidFormat("a row is not a list of as many values as there are columns");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(ValueJson.read(columns.get(i).type(), json.get(i)));
        }
        return values;
    }

    private static SuppressedCell readSuppressed(JsonNode json) {
        StrictJson cell = StrictJson.object(json, "suppressed", "row", "column", "reason");
        return new SuppressedCell(cell.index("row"), cell.index("column"), cell.text("reason"));
    }

    private static Mark readMark(JsonNode json) {
        StrictJson mark = StrictJson.object(json, "mark", "row", "column", "mark");
        return new Mark(mark.index("row"), mark.index("column"), mark.text("mark"));
    }

    private static Interval readInterval(JsonNode json) {
        StrictJson interval = StrictJson.object(json, "interval", "row", "column", "low", "high");
        if (!interval.node("low").isNumber() || !interval.node("high").isNumber()) {
            throw new InvalidFormat("an interval has ends that are no numbers");
        }
        return new Interval(interval.index("row"), interval.index("column"), interval.node("low").doubleValue(), interval.node("high").doubleValue());
    }

    static String readText(JsonNode json) {
        if (!json.isTextual()) {
            throw new InvalidFormat("a text is expected");
        }
        return json.textValue();
    }
}
