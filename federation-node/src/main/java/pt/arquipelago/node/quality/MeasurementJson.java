package pt.arquipelago.node.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.quality.Measurement.Checks;
import pt.arquipelago.node.quality.Measurement.ColumnCount;
import pt.arquipelago.node.quality.Measurement.Coverage;
import pt.arquipelago.node.quality.Measurement.KeyCount;
import pt.arquipelago.node.quality.Measurement.Lag;
import pt.arquipelago.node.quality.Measurement.ReasonCount;
import pt.arquipelago.node.quality.Measurement.ReferenceCount;
import pt.arquipelago.node.quality.Measurement.RuleCount;
import pt.arquipelago.node.quality.Measurement.Size;
import pt.arquipelago.node.quality.Measurement.ValueCount;

/** The published form of a {@link Measurement}: {@code docs/schemas/quality.schema.json}. */
public final class MeasurementJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MeasurementJson() {}

    public static byte[] write(Measurement measurement) {
        return (json(measurement).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    public static ObjectNode json(Measurement m) {
        ObjectNode json = JSON.createObjectNode().put("quality", 1).put("table", m.table()).put("system", m.system())
                .put("lake_version", m.lakeVersion()).put("at", m.at().toString());
        Size size = m.size();
        ObjectNode whole = json.putObject("size").put("rows", size.rows()).put("persons", size.persons()).put("max_rows_per_person", size.maxRowsPerPerson());
        size.from().ifPresent(day -> whole.put("from", day.toString()));
        size.to().ifPresent(day -> whole.put("to", day.toString()));
        size.meanDaysOfPerson().ifPresent(days -> whole.put("mean_days_of_person", days));
        ArrayNode columns = json.putArray("completeness");
        m.columns().forEach(column -> columns.addObject().put("column", column.name()).put("values", column.values()).put("missing_sensitive", column.sensitive()));
        m.key().ifPresent(key -> {
            ObjectNode unique = json.putObject("uniqueness");
            key.columns().forEach(unique.putArray("key")::add);
            unique.put("rows", key.rows()).put("distinct", key.distinct());
        });
        ObjectNode validity = json.putObject("validity").put("read", m.checks().read()).put("accepted", m.checks().accepted());
        ArrayNode reasons = validity.putArray("reasons");
        m.checks().reasons().forEach(reason -> reasons.addObject().put("column", reason.column()).put("reason", reason.reason()).put("rows", reason.rows()));
        ObjectNode consistency = json.putObject("consistency");
        ArrayNode rules = consistency.putArray("rules");
        m.checks().rules().forEach(rule -> rules.addObject().put("rule", rule.name()).put("broken", rule.broken()).set("title", text(rule.title())));
        ArrayNode references = consistency.putArray("references");
        m.references().forEach(r -> references.addObject().put("column", r.column()).put("table", r.table()).put("key", r.key())
                .put("rows", r.rows()).put("resolved", r.resolved()));
        m.lag().ifPresent(lag -> {
            ObjectNode timeliness = json.putObject("timeliness").put("collected", lag.column()).put("rows", lag.rows())
                    .put("median_days", lag.median()).put("ninety_percent_within_days", lag.ninety());
            lag.bands().forEach(timeliness.putArray("rows_by_days")::add);
        });
        m.coverage().ifPresent(coverage -> {
            ObjectNode node = json.putObject("coverage").put("register", coverage.register()).put("registered", coverage.registered()).put("covered", coverage.covered());
            ArrayNode cells = node.putArray("by_age_and_sex");
            coverage.cells().forEach(cell -> cells.addObject().put("age", cell.age()).put("sex", cell.sex())
                    .put("registered", cell.registered()).put("covered", cell.covered()));
        });
        ArrayNode values = json.putArray("values");
        m.values().forEach(count -> {
            ObjectNode others = values.addObject().put("column", count.column()).put("value", count.value()).put("rows", count.rows()).put("persons", count.persons()).putObject("others");
            new TreeMap<>(count.others()).forEach(others::put);
        });
        ObjectNode targets = json.putObject("targets");
        m.targets().atLeast().forEach((dimension, percent) -> targets.put(dimension.key(), percent));
        m.targets().withinDays().ifPresent(days -> targets.put("within_days", days));
        ObjectNode documentation = json.putObject("documentation");
        for (QualityElement element : QualityElement.values()) {
            documentation.set(element.key(), m.documentation().containsKey(element) ? text(m.documentation().get(element)) : JSON.nullNode());
        }
        return json;
    }

    /** @throws LakeException if it is not of this form */
    public static Measurement read(byte[] bytes) {
        try {
            return read(JSON.readTree(bytes));
        } catch (IOException | RuntimeException e) {
            throw new LakeException("a measurement of quality in the lake cannot be read", e);
        }
    }

    private static Measurement read(JsonNode json) {
        JsonNode size = json.required("size");
        JsonNode validity = json.required("validity");
        JsonNode consistency = json.required("consistency");
        return new Measurement(json.required("table").textValue(), json.required("system").textValue(), json.required("lake_version").longValue(),
                Instant.parse(json.required("at").textValue()),
                new Size(number(size, "rows"), number(size, "persons"), number(size, "max_rows_per_person"), day(size, "from"), day(size, "to"),
                        size.has("mean_days_of_person") ? Optional.of(size.get("mean_days_of_person").doubleValue()) : Optional.empty()),
                list(json.required("completeness"), c -> new ColumnCount(c.required("column").textValue(), number(c, "values"), c.required("missing_sensitive").booleanValue())),
                Optional.ofNullable(json.get("uniqueness")).map(k -> new KeyCount(list(k.required("key"), JsonNode::textValue), number(k, "rows"), number(k, "distinct"))),
                new Checks(number(validity, "read"), number(validity, "accepted"),
                        list(consistency.required("rules"), r -> new RuleCount(r.required("rule").textValue(), text(r.required("title")), number(r, "broken"))),
                        list(validity.required("reasons"), r -> new ReasonCount(r.required("column").textValue(), r.required("reason").textValue(), number(r, "rows")))),
                list(consistency.required("references"), r -> new ReferenceCount(r.required("column").textValue(), r.required("table").textValue(),
                        r.required("key").textValue(), number(r, "rows"), number(r, "resolved"))),
                Optional.ofNullable(json.get("timeliness")).map(t -> new Lag(t.required("collected").textValue(), number(t, "rows"),
                        (int) number(t, "median_days"), (int) number(t, "ninety_percent_within_days"), list(t.required("rows_by_days"), JsonNode::longValue))),
                Optional.ofNullable(json.get("coverage")).map(c -> new Coverage(c.required("register").textValue(), number(c, "registered"), number(c, "covered"),
                        list(c.required("by_age_and_sex"), cell -> new Coverage.Cell(cell.required("age").textValue(), cell.required("sex").textValue(),
                                number(cell, "registered"), number(cell, "covered"))))),
                json.has("values") ? list(json.get("values"), MeasurementJson::value) : List.of(), targets(json.required("targets")), documentation(json.required("documentation")));
    }

    private static ValueCount value(JsonNode json) {
        Map<String, Long> others = new TreeMap<>();
        json.required("others").fields().forEachRemaining(other -> others.put(other.getKey(), other.getValue().longValue()));
        return new ValueCount(json.required("column").textValue(), json.required("value").textValue(), number(json, "rows"), number(json, "persons"), others);
    }

    private static Targets targets(JsonNode json) {
        Map<QualityDimension, Integer> atLeast = new EnumMap<>(QualityDimension.class);
        for (QualityDimension dimension : QualityDimension.values()) {
            if (json.has(dimension.key())) {
                atLeast.put(dimension, json.get(dimension.key()).intValue());
            }
        }
        return new Targets(atLeast, Optional.ofNullable(json.get("within_days")).map(JsonNode::intValue));
    }

    private static Map<QualityElement, Text> documentation(JsonNode json) {
        Map<QualityElement, Text> stated = new EnumMap<>(QualityElement.class);
        for (QualityElement element : QualityElement.values()) {
            if (json.hasNonNull(element.key())) {
                stated.put(element, text(json.get(element.key())));
            }
        }
        return stated;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        array.forEach(item -> list.add(read.apply(item)));
        return list;
    }

    private static long number(JsonNode json, String key) {
        return json.required(key).longValue();
    }

    private static Optional<LocalDate> day(JsonNode json, String key) {
        return Optional.ofNullable(json.path(key).textValue()).map(LocalDate::parse);
    }

    private static ObjectNode text(Text text) {
        return JSON.createObjectNode().put("pt", text.pt()).put("en", text.en());
    }

    private static Text text(JsonNode json) {
        return new Text(json.required("pt").textValue(), json.required("en").textValue());
    }
}
