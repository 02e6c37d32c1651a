package pt.arquipelago.node.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@link TableTexts} as the table's property {@code arquipelago.texts}. */
final class TextsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TextsJson() {}

    static ObjectNode write(TableTexts texts) {
        ObjectNode json = JSON.createObjectNode();
        json.set("title", text(texts.title()));
        json.set("description", text(texts.description()));
        strings(json.putArray("categories"), texts.categories());
        ArrayNode keywords = json.putArray("keywords");
        texts.keywords().forEach(keyword -> keywords.add(text(keyword)));
        json.put("legal_basis", texts.legalBasis());
        CatalogueTerms terms = texts.catalogue();
        ObjectNode catalogue = json.putObject("catalogue").put("activity", terms.activity()).put("synthetic", terms.synthetic());
        strings(catalogue.putArray("themes"), terms.themes());
        strings(catalogue.putArray("coding_systems"), terms.codingSystems());
        strings(catalogue.putArray("personal_data"), terms.personalData());
        catalogue.set("purpose", text(terms.purpose()));
        catalogue.set("population", text(terms.population()));
        catalogue.set("provenance", text(terms.provenance()));
        catalogue.set("retention", text(terms.retention()));
        return json;
    }

    static TableTexts read(String property) throws IOException {
        JsonNode json = JSON.readTree(property);
        List<Text> keywords = new ArrayList<>();
        json.required("keywords").forEach(keyword -> keywords.add(text(keyword)));
        JsonNode catalogue = json.required("catalogue");
        CatalogueTerms terms = new CatalogueTerms(strings(catalogue.required("themes")), strings(catalogue.required("coding_systems")),
                strings(catalogue.required("personal_data")), catalogue.required("activity").textValue(), text(catalogue.required("purpose")),
                text(catalogue.required("population")), text(catalogue, "provenance", CatalogueTerms.PLAIN.provenance()),
                text(catalogue, "retention", CatalogueTerms.PLAIN.retention()), catalogue.required("synthetic").booleanValue());
        return new TableTexts(text(json.required("title")), text(json.required("description")), strings(json.required("categories")), keywords,
                json.required("legal_basis").textValue(), terms);
    }

    private static ObjectNode text(Text text) {
        return JSON.createObjectNode().put("pt", text.pt()).put("en", text.en());
    }

    /** Lakes of earlier versions lack it. */
    private static Text text(JsonNode parent, String key, Text otherwise) {
        return parent.has(key) ? text(parent.get(key)) : otherwise;
    }

    private static Text text(JsonNode json) {
        return new Text(json.required("pt").textValue(), json.required("en").textValue());
    }

    private static void strings(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static List<String> strings(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.textValue()));
        return texts;
    }
}
