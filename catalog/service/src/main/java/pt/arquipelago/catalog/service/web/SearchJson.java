package pt.arquipelago.catalog.service.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.catalog.service.search.Search;
import pt.arquipelago.catalog.service.store.PublishedDataset;
import pt.arquipelago.catalog.service.view.VariableView;

/** What a search found, short: whoever wants all of a dataset follows its address. */
final class SearchJson {
    private SearchJson() {}

    static byte[] datasets(Search.Result result, int page) {
        int from = (int) Math.min((long) (page - 1) * Choices.SIZE, result.datasets().size());
        int to = Math.min(from + Choices.SIZE, result.datasets().size());
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", result.datasets().size()).put("page", page)
                .put("pages", Math.max(1, (result.datasets().size() + Choices.SIZE - 1) / Choices.SIZE)).put("records", result.records()).put("individuals", result.individuals());
        ArrayNode list = json.putArray("results");
        result.datasets().subList(from, to).forEach(entry -> dataset(list.addObject(), entry));
        ObjectNode facets = json.putObject("facets");
        result.facets().forEach((facet, counts) -> {
            ArrayNode values = facets.putArray(facet.parameter());
            counts.stream().limit(100).forEach(count -> values.addObject().put("value", count.value()).put("count", count.count()));
        });
        return bytes(json);
    }

    static byte[] variables(List<Search.VariableHits> found, int total) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", total);
        ArrayNode list = json.putArray("results");
        found.forEach(hits -> {
            ObjectNode one = list.addObject().put("name", hits.name());
            ArrayNode datasets = one.putArray("datasets");
            hits.datasets().forEach(entry -> dataset(datasets.addObject(), entry));
        });
        return bytes(json);
    }

    static byte[] variable(VariableView view) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", view.name());
        text(json, "title", view.held().get(0).variable().title());
        ArrayNode values = json.putArray("values");
        view.values().forEach(value -> {
            ObjectNode one = values.addObject().put("value", value.value()).put("records", value.figures().map(ValueFigures::records).orElse(null))
                    .put("individuals", value.figures().map(ValueFigures::individuals).orElse(null)).put("datasets", value.datasets()).put("telling", value.telling());
            value.title().ifPresent(title -> text(one, "title", title));
        });
        ArrayNode regions = json.putArray("regions");
        view.map().stream().flatMap(map -> map.tiles().stream()).filter(tile -> tile.figures().isPresent()).forEach(tile -> regions.addObject().put("nuts", tile.code()).put("name", tile.name())
                .put("records", tile.figures().get().records()).put("individuals", tile.figures().get().individuals()));
        ArrayNode datasets = json.putArray("datasets");
        view.held().forEach(held -> dataset(datasets.addObject(), held.dataset()));
        return bytes(json);
    }

    private static void dataset(ObjectNode json, PublishedDataset entry) {
        DatasetDescription description = entry.description();
        json.put("iri", entry.iri().toString()).put("node", description.key().node()).put("table", description.key().table()).put("system", description.classification().system());
        text(json, "title", description.texts().title());
        text(json, "description", description.texts().description());
        text(json, "holder", description.parties().custodian().name());
        json.put("records", description.figures().records().orElse(null)).put("individuals", description.figures().individuals().orElse(null));
        description.coverage().temporal().ifPresentOrElse(
                period -> json.putObject("period").put("start", period.start().toString()).put("end", period.end().toString()), () -> json.putNull("period"));
        description.coverage().nuts().forEach(json.putArray("nuts")::add);
        json.put("metadata_points", entry.quality().points()).put("received", entry.received().toString());
    }

    private static void text(ObjectNode json, String name, LocalText text) {
        json.putObject(name).put("pt", text.pt()).put("en", text.en());
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}
