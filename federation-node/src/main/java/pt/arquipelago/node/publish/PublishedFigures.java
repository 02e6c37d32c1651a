package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pt.arquipelago.catalog.description.Figures;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.catalog.description.ValueFigures;

/**
 * Figures and counts of values as the catalogue shows them, with when they were taken from the lake. They stay for a month even if the lake changes: two of them soon
 * after each other could tell who came in between.
 *
 * @param values by column and value
 */
record PublishedFigures(Instant at, Figures figures, Optional<Period> period, Map<String, Map<String, ValueFigures>> values) {
    private static final Duration MONTH = Duration.ofDays(30);

    PublishedFigures {
        requireNonNull(at, "at is null");
        requireNonNull(figures, "figures is null");
        requireNonNull(period, "period is null");
        values = Map.copyOf(values);
    }

    /** Of a value of a column, where they may be told. */
    Optional<ValueFigures> of(String column, String value) {
        return Optional.ofNullable(values.getOrDefault(column, Map.of()).get(value));
    }

    /** These for as long as they stay, unless nothing at all may be shown any more. */
    PublishedFigures orKept(Optional<PublishedFigures> kept) {
        boolean nothing = figures.records().isEmpty() && figures.individuals().isEmpty();
        return nothing ? this : kept.filter(before -> at.isBefore(before.at().plus(MONTH))).orElse(this);
    }

    ObjectNode write(ObjectNode json) {
        json.put("at", at.toString()).put("records", figures.records().orElse(null)).put("individuals", figures.individuals().orElse(null));
        figures.minimumAge().ifPresent(years -> json.put("minimum_age", years));
        figures.maximumAge().ifPresent(years -> json.put("maximum_age", years));
        period.ifPresent(days -> json.put("start", days.start().toString()).put("end", days.end().toString()));
        ObjectNode columns = json.putObject("values");
        new TreeMap<>(values).forEach((column, counts) -> {
            ObjectNode one = columns.putObject(column);
            new TreeMap<>(counts).forEach((value, count) -> one.putObject(value).put("records", count.records()).put("individuals", count.individuals()));
        });
        return json;
    }

    static PublishedFigures read(JsonNode json) {
        Optional<Period> period = json.hasNonNull("start")
                ? Optional.of(new Period(LocalDate.parse(json.required("start").textValue()), LocalDate.parse(json.required("end").textValue()))) : Optional.empty();
        return new PublishedFigures(Instant.parse(json.required("at").textValue()),
                new Figures(number(json, "records"), number(json, "individuals"), number(json, "minimum_age").map(Math::toIntExact), number(json, "maximum_age").map(Math::toIntExact)),
                period, values(json.path("values")));
    }

    private static Map<String, Map<String, ValueFigures>> values(JsonNode json) {
        Map<String, Map<String, ValueFigures>> values = new TreeMap<>();
        json.fields().forEachRemaining(column -> {
            Map<String, ValueFigures> counts = new TreeMap<>();
            column.getValue().fields().forEachRemaining(value -> counts.put(value.getKey(),
                    new ValueFigures(value.getValue().required("records").longValue(), value.getValue().required("individuals").longValue())));
            values.put(column.getKey(), counts);
        });
        return values;
    }

    private static Optional<Long> number(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(json.get(name).longValue()) : Optional.empty();
    }
}
