package pt.arquipelago.catalog.service.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RIOT;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.util.SplitIRI;
import org.apache.jena.vocabulary.RDF;

/** RDF written graph after graph, so that a dump needs no more memory than its largest part. Blank nodes keep their names across parts. */
interface RdfStream extends AutoCloseable {
    void write(Model part);

    @Override
    void close();

    static RdfStream to(OutputStream out, MediaType type, Map<String, String> prefixes) {
        return switch (type) {
            case TURTLE -> new Lines(out, RDFFormat.TURTLE_BLOCKS, prefixes);
            case N_TRIPLES -> new Lines(out, RDFFormat.NTRIPLES_UTF8, Map.of());
            case JSON_LD -> new JsonLd(out);
            case RDF_XML -> new Xml(out);
            default -> throw new IllegalArgumentException(type + " is not a syntax of RDF");
        };
    }

    /** Turtle and N-Triples. */
    final class Lines implements RdfStream {
        private final StreamRDF stream;

        private Lines(OutputStream out, RDFFormat format, Map<String, String> prefixes) {
            // @prefix rather than Turtle 1.1's PREFIX: older harvesters know only the former.
            this.stream = StreamRDFWriter.getWriterStream(out, format, new Context().set(RIOT.symTurtleDirectiveStyle, "rdf10"));
            stream.start();
            prefixes.forEach(stream::prefix);
        }

        @Override
        public void write(Model part) {
            part.getGraph().find().forEachRemaining(stream::triple);
        }

        @Override
        public void close() {
            stream.finish();
        }
    }

    /** Expanded JSON-LD: one array of node objects; what is said of a node in two places counts together. */
    final class JsonLd implements RdfStream {
        private final JsonGenerator json;

        private JsonLd(OutputStream out) {
            try {
                this.json = new JsonFactory().createGenerator(out);
                json.writeStartArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(Model part) {
            try {
                for (Iterator<Node> subjects = subjects(part); subjects.hasNext();) {
                    write(subjects.next(), part);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(Node subject, Model part) throws IOException {
            json.writeStartObject();
            json.writeStringField("@id", id(subject));
            Map<String, List<Node>> byPredicate = part.getGraph().find(subject, Node.ANY, Node.ANY).toList().stream()
                    .collect(Collectors.groupingBy(triple -> triple.getPredicate().getURI(), Collectors.mapping(Triple::getObject, Collectors.toList())));
            for (Map.Entry<String, List<Node>> entry : byPredicate.entrySet()) {
                boolean types = entry.getKey().equals(RDF.type.getURI());
                json.writeArrayFieldStart(types ? "@type" : entry.getKey());
                for (Node object : entry.getValue()) {
                    if (types) {
                        json.writeString(id(object));
                    } else {
                        value(object);
                    }
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }

        private void value(Node object) throws IOException {
            json.writeStartObject();
            if (object.isLiteral()) {
                json.writeStringField("@value", object.getLiteralLexicalForm());
                if (!object.getLiteralLanguage().isEmpty()) {
                    json.writeStringField("@language", object.getLiteralLanguage());
                } else if (!object.getLiteralDatatypeURI().equals("http://www.w3.org/2001/XMLSchema#string")) {
                    json.writeStringField("@type", object.getLiteralDatatypeURI());
                }
            } else {
                json.writeStringField("@id", id(object));
            }
            json.writeEndObject();
        }

        private static String id(Node node) {
            return node.isBlank() ? "_:b" + node.getBlankNodeLabel().replaceAll("[^A-Za-z0-9]", "") : node.getURI();
        }

        @Override
        public void close() {
            try {
                json.writeEndArray();
                json.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** RDF/XML in its plainest form: a description of each subject, each property with its namespace. */
    final class Xml implements RdfStream {
        private static final String PREFIX = "p";

        private final XMLStreamWriter xml;

        private Xml(OutputStream out) {
            try {
                this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
                xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
                xml.writeStartElement("rdf", "RDF", RDF.getURI());
                xml.writeNamespace("rdf", RDF.getURI());
            } catch (XMLStreamException e) {
                throw failed(e);
            }
        }

        @Override
        public void write(Model part) {
            try {
                for (Iterator<Node> subjects = subjects(part); subjects.hasNext();) {
                    write(subjects.next(), part);
                }
            } catch (XMLStreamException e) {
                throw failed(e);
            }
        }

        private void write(Node subject, Model part) throws XMLStreamException {
            xml.writeCharacters("\n");
            xml.writeStartElement("rdf", "Description", RDF.getURI());
            name("about", subject);
            for (Triple triple : part.getGraph().find(subject, Node.ANY, Node.ANY).toList()) {
                String predicate = triple.getPredicate().getURI();
                int split = SplitIRI.splitXML(predicate);
                String namespace = predicate.substring(0, split);
                xml.writeStartElement(PREFIX, predicate.substring(split), namespace);
                xml.writeNamespace(PREFIX, namespace);
                object(triple.getObject());
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }

        private void object(Node object) throws XMLStreamException {
            if (!object.isLiteral()) {
                name("resource", object);
                return;
            }
            if (!object.getLiteralLanguage().isEmpty()) {
                xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", object.getLiteralLanguage());
            } else if (!object.getLiteralDatatypeURI().equals("http://www.w3.org/2001/XMLSchema#string")) {
                xml.writeAttribute("rdf", RDF.getURI(), "datatype", object.getLiteralDatatypeURI());
            }
            xml.writeCharacters(object.getLiteralLexicalForm());
        }

        private void name(String attribute, Node node) throws XMLStreamException {
            if (node.isBlank()) {
                xml.writeAttribute("rdf", RDF.getURI(), "nodeID", "b" + node.getBlankNodeLabel().replaceAll("[^A-Za-z0-9]", ""));
            } else {
                xml.writeAttribute("rdf", RDF.getURI(), attribute, node.getURI());
            }
        }

        @Override
        public void close() {
            try {
                xml.writeEndElement();
                xml.writeEndDocument();
                xml.close();
            } catch (XMLStreamException e) {
                throw failed(e);
            }
        }

        private static UncheckedIOException failed(XMLStreamException e) {
            return new UncheckedIOException(e.getCause() instanceof IOException io ? io : new IOException(e));
        }
    }

    private static Iterator<Node> subjects(Model part) {
        return part.getGraph().find().mapWith(Triple::getSubject).toSet().stream().sorted(java.util.Comparator.comparing(Node::toString)).iterator();
    }
}
