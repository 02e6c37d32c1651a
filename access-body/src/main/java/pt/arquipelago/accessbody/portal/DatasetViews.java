package pt.arquipelago.accessbody.portal;

import com.fasterxml.jackson.databind.JsonNode;

import pt.arquipelago.accessbody.catalog.Dataset;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.DatasetView;
import pt.arquipelago.accessbody.portal.view.HolderView;
import pt.arquipelago.accessbody.portal.view.Words;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

import static java.util.Objects.requireNonNull;

/** Reads the catalogue's JSON into what pages show. It came over the network: whatever is missing or odd is left out. */
final class DatasetViews {
    private final Nodes nodes;

    DatasetViews(Nodes nodes) {
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    DatasetView of(Dataset dataset, Words words) {
        JsonNode json = dataset.description();
        String language = words.language();
        String view = json.path("view").asText(dataset.table());
        return new DatasetView(dataset.node(), nodes.name(dataset.node()), dataset.table(), view, json.path("system").asText(""),
                text(json.path("title"), language, view), text(json.path("description"), language, ""), json.path("category").asText("").toLowerCase(Locale.ROOT),
                count(json.path("records")), count(json.path("individuals")), period(json.path("period")), address(json.path("url").asText("")),
                json.path("type").asText("").equals("SYNTHETIC_DATA"), holder(json, language), variables(json.path("variables"), language));
    }

    private static HolderView holder(JsonNode json, String language) {
        JsonNode own = json.path("holder");
        return new HolderView(threshold(json.path("thresholds").path("persons")), threshold(json.path("thresholds").path("professional")),
                stream(own.path("rules")).map(rule -> new HolderView.Rule(rule.path("code").asText(""), text(rule.path("text"), language, ""))).toList(),
                own.path("rounding").asInt(1), stream(own.path("masked_columns")).map(JsonNode::asText).toList(), stream(own.path("conditions")).map(JsonNode::asText).toList());
    }

    private static Optional<Integer> threshold(JsonNode threshold) {
        return threshold.isInt() ? Optional.of(threshold.asInt()) : Optional.empty();
    }

    private static List<DatasetView.Variable> variables(JsonNode list, String language) {
        return stream(list).map(one -> new DatasetView.Variable(one.path("name").asText(), one.path("type").asText(), one.path("class").asText("").toLowerCase(Locale.ROOT),
                one.path("groupable").asBoolean(), one.path("measure").asBoolean(), text(one.path("title"), language, ""), text(one.path("description"), language, ""),
                stream(one.path("codes")).map(code -> code(code, language)).toList())).toList();
    }

    private static DatasetView.Code code(JsonNode code, String language) {
        return code.isObject() ? new DatasetView.Code(code.path("value").asText(), text(code.path("title"), language, "")) : new DatasetView.Code(code.asText(), "");
    }

    private static String text(JsonNode text, String language, String otherwise) {
        return text.isTextual() ? text.asText() : text.path(language).asText(otherwise);
    }

    private static Optional<Long> count(JsonNode count) {
        return count.isNumber() ? Optional.of(count.asLong()) : Optional.empty();
    }

    private static Optional<String> period(JsonNode period) {
        return period.isObject() ? Optional.of(period.path("start").asText() + " – " + period.path("end").asText()) : Optional.empty();
    }

    /** A link that runs a script is no link. */
    private static String address(String url) {
        return url.startsWith("https://") || url.startsWith("http://") ? url : "";
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
