package pt.arquipelago.catalog.service.web;

import java.util.Arrays;
import java.util.Optional;

/** The forms the catalogue answers in. */
public enum MediaType {
    TURTLE("text/turtle", "ttl"),
    JSON_LD("application/ld+json", "jsonld"),
    RDF_XML("application/rdf+xml", "rdf"),
    N_TRIPLES("application/n-triples", "nt"),
    HTML("text/html", "html"),
    JSON("application/json", "json"),
    SPARQL_JSON("application/sparql-results+json", "srj"),
    SPARQL_XML("application/sparql-results+xml", "srx"),
    CSV("text/csv", "csv"),
    TSV("text/tab-separated-values", "tsv");

    private final String name;
    private final String extension;

    MediaType(String name, String extension) {
        this.name = name;
        this.extension = extension;
    }

    String type() {
        return name.substring(0, name.indexOf('/'));
    }

    @Override
    public String toString() {
        return name;
    }

    /** As a Content-Type header. */
    String header() {
        return name.startsWith("text/") ? name + "; charset=utf-8" : name;
    }

    String extension() {
        return extension;
    }

    static Optional<MediaType> ofExtension(String extension) {
        return Arrays.stream(values()).filter(type -> type.extension.equals(extension)).findFirst();
    }
}
