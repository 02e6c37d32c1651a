package pt.arquipelago.catalog.description.release8;

import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.catalog.description.ValueFigures;

/** The few kinds of statements a description is made of. Everything within a dataset is named by a fragment of its IRI: no blank nodes to lose. */
final class Statements {
    private final Model model;
    private final String dataset;

    Statements(Model model, String dataset) {
        this.model = model;
        this.dataset = dataset;
    }

    Resource dataset() {
        return model.createResource(dataset);
    }

    Resource part(String fragment, Resource type) {
        return model.createResource(dataset + "#" + fragment).addProperty(RDF.type, type);
    }

    /** A resource described elsewhere, with the type a reader needs to know. */
    Resource outside(String iri, Resource type) {
        return model.createResource(iri).addProperty(RDF.type, type);
    }

    static void text(Resource subject, Property property, LocalText text) {
        subject.addProperty(property, text.pt(), "pt").addProperty(property, text.en(), "en");
    }

    static void integer(Resource subject, Property property, long value) {
        subject.addProperty(property, Long.toString(value), XSDDatatype.XSDnonNegativeInteger);
    }

    static void figures(Resource subject, ValueFigures figures) {
        integer(subject, Terms.OWN_RECORDS, figures.records());
        integer(subject, Terms.OWN_INDIVIDUALS, figures.individuals());
    }

    void period(Resource subject, Property property, String fragment, Optional<Period> period) {
        period.ifPresent(value -> subject.addProperty(property, part(fragment, DCTerms.PeriodOfTime)
                .addProperty(DCAT.startDate, value.start().toString(), XSDDatatype.XSDdate)
                .addProperty(DCAT.endDate, value.end().toString(), XSDDatatype.XSDdate)));
    }
}
