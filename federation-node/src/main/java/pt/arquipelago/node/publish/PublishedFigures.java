package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import pt.arquipelago.catalog.description.Figures;
import pt.arquipelago.catalog.description.Period;

/**
 * Figures as the catalogue shows them, with when they were taken from the lake. They stay for a month even if the lake changes: two of them soon
 * after each other could tell who came in between.
 */
record PublishedFigures(Instant at, Figures figures, Optional<Period> period) {
    private static final Duration MONTH = Duration.ofDays(30);

    PublishedFigures {
        requireNonNull(at, "at is null");
        requireNonNull(figures, "figures is null");
        requireNonNull(period, "period is null");
    }

    /** These for as long as they stay, unless nothing at all may be shown any more. */
    PublishedFigures orKept(Optional<PublishedFigures> kept) {
        boolean nothing = figures.records().isEmpty() && figures.individuals().isEmpty();
        return nothing ? this : kept.filter(before -> at.isBefore(before.at().plus(MONTH))).orElse(this);
    }

    ObjectNode write(ObjectNode json) {
        json.put("at", at.toString()).put("records", figures.records().orElse(null)).put("individuals", figures.individuals().orElse(null));
        period.ifPresent(days -> json.put("start", days.start().toString()).put("end", days.end().toString()));
        return json;
    }

    static PublishedFigures read(JsonNode json) {
        Optional<Period> period = json.hasNonNull("start")
                ? Optional.of(new Period(LocalDate.parse(json.required("start").textValue()), LocalDate.parse(json.required("end").textValue()))) : Optional.empty();
        return new PublishedFigures(Instant.parse(json.required("at").textValue()),
                new Figures(number(json, "records"), number(json, "individuals"), Optional.empty(), Optional.empty()), period);
    }

    private static Optional<Long> number(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(json.get(name).longValue()) : Optional.empty();
    }
}
