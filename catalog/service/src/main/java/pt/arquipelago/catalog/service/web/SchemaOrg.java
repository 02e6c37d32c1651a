package pt.arquipelago.catalog.service.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import pt.arquipelago.catalog.description.Agent;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.service.store.PublishedDataset;
import pt.arquipelago.catalog.service.view.Words;

/** A dataset as schema.org JSON-LD, which search engines and FAIR assessors read from the page. */
final class SchemaOrg {
    private SchemaOrg() {}

    /** @param licence address of the text of the metadata's */
    static String json(PublishedDataset dataset, String catalog, String licence, Words words) {
        DatasetDescription description = dataset.description();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("@context", "https://schema.org/").put("@type", "Dataset")
                .put("@id", dataset.iri().toString()).put("url", dataset.iri().toString()).put("identifier", dataset.iri().toString())
                .put("name", words.get(description.texts().title())).put("description", words.get(description.texts().description()))
                .put("inLanguage", words.language()).put("datePublished", description.origin().issued().toString())
                .put("dateModified", description.origin().modified().toString()).put("version", Long.toString(description.origin().lakeVersion()))
                .put("isAccessibleForFree", false).put("conditionsOfAccess", "NON_PUBLIC, Regulation (EU) 2025/327")
                .put("license", dataset.iri() + "#licence").put("sdLicense", licence);
        ArrayNode keywords = json.putArray("keywords");
        (words.language().equals("pt") ? description.texts().keywords().pt() : description.texts().keywords().en()).forEach(keywords::add);
        json.set("publisher", organisation(description.parties().publisher(), words));
        json.set("creator", organisation(description.parties().custodian(), words));
        description.coverage().temporal().ifPresent(period -> json.put("temporalCoverage", period.start() + "/" + period.end()));
        json.put("spatialCoverage", "Portugal");
        ArrayNode variables = json.putArray("variableMeasured");
        description.variables().forEach(variable -> variables.addObject().put("@type", "PropertyValue").put("name", variable.name())
                .put("description", words.get(variable.title())));
        json.putObject("includedInDataCatalog").put("@type", "DataCatalog").put("@id", catalog);
        json.putArray("distribution").addObject().put("@type", "DataDownload").put("contentUrl", description.access().applyAt().toString())
                .put("encodingFormat", "application/vnd.apache.parquet");
        return inPage(json.toPrettyString());
    }

    private static ObjectNode organisation(Agent agent, Words words) {
        return JsonNodeFactory.instance.objectNode().put("@type", "Organization").put("name", words.get(agent.name()));
    }

    /** JSON that cannot end the script element it stands in. */
    static String inPage(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
