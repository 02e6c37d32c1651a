package pt.arquipelago.catalog.service.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.RIOT;

/** A graph in one of RDF's syntaxes. */
final class RdfText {
    private RdfText() {}

    static byte[] write(Model model, MediaType type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // @prefix rather than Turtle 1.1's PREFIX: older harvesters know only the former.
        RDFWriter.source(model).format(format(type)).set(RIOT.symTurtleDirectiveStyle, "rdf10").output(out);
        return out.toByteArray();
    }

    static String text(Model model, MediaType type) {
        return new String(write(model, type), StandardCharsets.UTF_8);
    }

    private static RDFFormat format(MediaType type) {
        return switch (type) {
            case TURTLE -> RDFFormat.TURTLE_PRETTY;
            case JSON_LD -> RDFFormat.JSONLD11_PRETTY;
            case RDF_XML -> RDFFormat.RDFXML_PLAIN;
            case N_TRIPLES -> RDFFormat.NTRIPLES_UTF8;
            default -> throw new IllegalArgumentException(type + " is not a syntax of RDF");
        };
    }
}
