package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.QualityLabel.Measure;
import pt.arquipelago.catalog.description.QualityLabel.Unit;

/** A label as the catalogue shows it, with when it was made; as {@link PublishedFigures} it stays for a month even if the lake changes. */
record PublishedLabel(Instant at, QualityLabel label) {
    private static final Duration MONTH = Duration.ofDays(30);

    PublishedLabel {
        requireNonNull(at, "at is null");
        requireNonNull(label, "label is null");
    }

    /**
     * With the measures of the one before for as long as they stay, unless nothing at all may be shown any more. What they say of columns
     * that are no longer there is left out.
     */
    PublishedLabel orKept(Optional<PublishedLabel> kept, Set<String> columns) {
        boolean nothing = label.measures().stream().allMatch(measure -> measure.value().isEmpty());
        return nothing ? this : kept.filter(before -> at.isBefore(before.at().plus(MONTH))).map(before -> new PublishedLabel(before.at(),
                new QualityLabel(before.label().measured(), before.label().measures().stream()
                        .filter(measure -> measure.column().map(columns::contains).orElse(true)).toList(), label.stated()))).orElse(this);
    }

    ObjectNode write(ObjectNode json) {
        json.put("at", at.toString()).put("measured", label.measured().toString());
        ArrayNode measures = json.putArray("measures");
        for (Measure measure : label.measures()) {
            ObjectNode node = measures.addObject().put("name", measure.name()).put("dimension", measure.dimension().name()).put("unit", measure.unit().name());
            text(node.putObject("title"), measure.title());
            measure.column().ifPresent(column -> node.put("column", column));
            measure.value().ifPresent(value -> node.put("value", value));
            measure.target().ifPresent(target -> node.put("target", target));
        }
        ObjectNode stated = json.putObject("stated");
        label.stated().forEach((element, text) -> text(stated.putObject(element.name()), text));
        return json;
    }

    static PublishedLabel read(JsonNode json) {
        List<Measure> measures = new ArrayList<>();
        json.required("measures").forEach(node -> measures.add(new Measure(node.required("name").textValue(),
                QualityDimension.valueOf(node.required("dimension").textValue()), text(node.required("title")), Optional.ofNullable(node.path("column").textValue()),
                Unit.valueOf(node.required("unit").textValue()), number(node, "value"), number(node, "target"))));
        Map<QualityElement, LocalText> stated = new EnumMap<>(QualityElement.class);
        json.required("stated").fields().forEachRemaining(entry -> stated.put(QualityElement.valueOf(entry.getKey()), text(entry.getValue())));
        return new PublishedLabel(Instant.parse(json.required("at").textValue()),
                new QualityLabel(LocalDate.parse(json.required("measured").textValue()), measures, stated));
    }

    private static Optional<Integer> number(JsonNode json, String key) {
        return json.hasNonNull(key) ? Optional.of(json.get(key).intValue()) : Optional.empty();
    }

    private static void text(ObjectNode json, LocalText text) {
        json.put("pt", text.pt()).put("en", text.en());
    }

    private static LocalText text(JsonNode json) {
        return new LocalText(json.required("pt").textValue(), json.required("en").textValue());
    }
}
