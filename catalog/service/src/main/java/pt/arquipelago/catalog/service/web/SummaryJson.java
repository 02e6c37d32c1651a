package pt.arquipelago.catalog.service.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import pt.arquipelago.catalog.description.Agent;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.HolderRules;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.Variable;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** A dataset in plain JSON, for programs that want its facts and not RDF. */
final class SummaryJson {
    private SummaryJson() {}

    static byte[] one(PublishedDataset dataset) {
        return object(dataset).toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] list(List<PublishedDataset> datasets) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        datasets.forEach(dataset -> list.add(object(dataset)));
        return list.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object(PublishedDataset dataset) {
        DatasetDescription description = dataset.description();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("iri", dataset.iri().toString()).put("node", description.key().node())
                .put("table", description.key().table()).put("view", description.key().view()).put("system", description.classification().system());
        text(json, "title", description.texts().title());
        text(json, "description", description.texts().description());
        json.put("type", description.classification().type().name());
        json.put("category", description.classification().categories().get(0).name().toLowerCase(Locale.ROOT));
        ArrayNode categories = json.putArray("categories");
        description.classification().categories().forEach(category -> categories.add(category.name().toLowerCase(Locale.ROOT)));
        json.put("records", description.figures().records().orElse(null)).put("individuals", description.figures().individuals().orElse(null));
        description.coverage().temporal().ifPresentOrElse(
                period -> json.putObject("period").put("start", period.start().toString()).put("end", period.end().toString()), () -> json.putNull("period"));
        agent(json, "publisher", description.parties().publisher());
        agent(json, "custodian", description.parties().custodian());
        ObjectNode keywords = json.putObject("keywords");
        description.texts().keywords().pt().forEach(keywords.putArray("pt")::add);
        description.texts().keywords().en().forEach(keywords.putArray("en")::add);
        ArrayNode nuts = json.putArray("nuts");
        description.coverage().nuts().forEach(nuts::add);
        ArrayNode regions = json.putArray("regions");
        description.coverage().regions().forEach(region -> regions.addObject().put("nuts", region.nuts()).put("records", region.figures().records()).put("individuals", region.figures().individuals()));
        json.put("minimum_typical_age", description.figures().minimumAge().orElse(null)).put("maximum_typical_age", description.figures().maximumAge().orElse(null));
        ObjectNode thresholds = json.putObject("thresholds").put("persons", description.access().persons());
        description.access().others().forEach(thresholds::put);
        holder(json.putObject("holder"), description.access().holder());
        ArrayNode variables = json.putArray("variables");
        description.variables().forEach(variable -> variable(variables.addObject(), variable));
        description.quality().ifPresent(label -> label(json.putObject("label"), label));
        return json.put("lake_version", description.origin().lakeVersion()).put("modified", description.origin().modified().toString())
                .put("url", dataset.iri() + ".html");
    }

    private static void holder(ObjectNode json, HolderRules holder) {
        ArrayNode rules = json.putArray("rules");
        holder.rules().forEach(rule -> text(rules.addObject().put("code", rule.code()), "text", rule.text()));
        json.put("rounding", holder.rounding());
        holder.maskedColumns().forEach(json.putArray("masked_columns")::add);
        holder.conditions().forEach(json.putArray("conditions")::add);
    }

    private static void label(ObjectNode json, QualityLabel label) {
        json.put("provisional", true).put("measured", label.measured().toString()).put("standing", label.standing().name().toLowerCase(Locale.ROOT));
        ArrayNode measures = json.putArray("measures");
        for (QualityLabel.Measure measure : label.measures()) {
            ObjectNode one = measures.addObject().put("name", measure.name()).put("dimension", measure.dimension().key());
            text(one, "title", measure.title());
            measure.column().ifPresent(column -> one.put("column", column));
            one.put("unit", measure.unit().name().toLowerCase(Locale.ROOT)).put("value", measure.value().orElse(null));
            measure.target().ifPresent(target -> one.put("target", target));
        }
        ObjectNode stated = json.putObject("stated");
        label.stated().forEach((element, text) -> text(stated, element.key(), text));
    }

    private static void variable(ObjectNode json, Variable variable) {
        json.put("name", variable.name()).put("type", variable.type()).put("class", variable.cls().name().toLowerCase(Locale.ROOT))
                .put("groupable", variable.groupable()).put("measure", variable.measure());
        text(json, "title", variable.title());
        variable.description().ifPresent(description -> text(json, "description", description));
        if (!variable.codes().isEmpty()) {
            ArrayNode codes = json.putArray("codes");
            variable.codes().forEach(code -> {
                ObjectNode one = codes.addObject().put("value", code.value());
                code.title().ifPresent(title -> text(one, "title", title));
                code.figures().ifPresent(figures -> one.put("records", figures.records()).put("individuals", figures.individuals()));
            });
        }
    }

    private static void agent(ObjectNode json, String name, Agent agent) {
        ObjectNode one = json.putObject(name);
        text(one, "name", agent.name());
        agent.contact().email().ifPresent(email -> one.put("email", email));
        agent.contact().page().ifPresent(page -> one.put("page", page.toString()));
    }

    private static void text(ObjectNode json, String name, LocalText text) {
        json.putObject(name).put("pt", text.pt()).put("en", text.en());
    }
}
