package pt.arquipelago.catalog.description.release8;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.catalog.description.UnreadableDescription;

/** Reads what a resource says; what should be there and is not is named. */
record Reading(Resource subject) {
    Resource one(Property property) {
        return optional(property).filter(RDFNode::isResource).map(RDFNode::asResource).orElseThrow(() -> missing(property));
    }

    Reading into(Property property) {
        return new Reading(one(property));
    }

    String text(Property property) {
        return optional(property).filter(RDFNode::isLiteral).map(node -> node.asLiteral().getLexicalForm()).orElseThrow(() -> missing(property));
    }

    boolean flag(Property property) {
        return "true".equals(text(property));
    }

    long number(Property property) {
        return Long.parseLong(text(property));
    }

    Optional<Long> optionalNumber(Property property) {
        return optional(property).map(node -> Long.parseLong(node.asLiteral().getLexicalForm()));
    }

    LocalText local(Property property) {
        return new LocalText(text(property, "pt"), text(property, "en"));
    }

    String text(Property property, String language) {
        return Optional.ofNullable(subject.getProperty(property, language)).map(statement -> statement.getLiteral().getLexicalForm())
                .orElseThrow(() -> new UnreadableDescription("<" + subject + "> has no " + property.getLocalName() + " in language '" + language + "'."));
    }

    List<String> texts(Property property, String language) {
        return subject.listProperties(property, language).mapWith(statement -> statement.getLiteral().getLexicalForm()).toList();
    }

    List<String> literals(Property property) {
        return subject.listProperties(property).mapWith(statement -> statement.getLiteral().getLexicalForm()).toList();
    }

    /** Last parts of the IRIs a property points to, through a function that knows them. */
    <T> List<T> codes(Property property, String table, Function<String, T> known) {
        return subject.listProperties(property).mapWith(statement -> statement.getObject().toString()).toList().stream()
                .filter(iri -> iri.startsWith(table)).map(iri -> known.apply(iri.substring(table.length()))).toList();
    }

    List<Reading> all(Property property) {
        return subject.listProperties(property).mapWith(statement -> new Reading(statement.getResource())).toList();
    }

    Optional<URI> address(Property property) {
        return optional(property).map(node -> URI.create(node.toString()));
    }

    List<URI> addresses(Property property) {
        return subject.listProperties(property).mapWith(statement -> URI.create(statement.getObject().toString())).toList();
    }

    Optional<Period> period(Property property) {
        return optional(property).map(node -> new Reading(node.asResource()))
                .map(period -> new Period(LocalDate.parse(period.text(DCAT.startDate)), LocalDate.parse(period.text(DCAT.endDate))));
    }

    Optional<RDFNode> optional(Property property) {
        return Optional.ofNullable(subject.getProperty(property)).map(statement -> statement.getObject());
    }

    private UnreadableDescription missing(Property property) {
        return new UnreadableDescription("<" + subject + "> has no readable " + property.getURI() + ".");
    }
}
