package pt.arquipelago.catalog.description.release8;

import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OA;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.QualityLabel.Measure;

/** The label as DQV: a quality annotation, of which the body holds what is stated, and a measurement for each measure. */
final class LabelWriter {
    private static final LocalText TITLE = new LocalText("Rótulo de qualidade e utilidade (provisório)", "Quality and utility label (provisional)");

    private final Statements statements;
    private final Resource dataset;

    LabelWriter(Statements statements) {
        this.statements = statements;
        this.dataset = statements.dataset();
    }

    void write(QualityLabel label) {
        Resource body = statements.part("label", Terms.resource(Terms.DQV + "QualityMetadata"))
                .addLiteral(Terms.OWN_PROVISIONAL, true)
                .addProperty(DCTerms.issued, label.measured().toString(), XSDDatatype.XSDdate);
        Statements.text(body, DCTerms.title, TITLE);
        label.stated().forEach((element, text) -> body.addProperty(Terms.OWN_STATES, stated(element, text)));
        dataset.addProperty(Terms.QUALITY, statements.part("quality", Terms.resource(Terms.DQV + "QualityCertificate"))
                .addProperty(OA.hasTarget, dataset)
                .addProperty(OA.hasBody, body)
                .addProperty(OA.motivatedBy, dataset.getModel().createResource(Terms.DQV + "qualityAssessment")));
        for (int position = 0; position < label.measures().size(); position++) {
            dataset.addProperty(Terms.MEASUREMENT, measurement(label.measures().get(position), position));
        }
    }

    private Resource stated(QualityElement element, LocalText text) {
        Resource stated = statements.part("label-" + element.key(), Terms.resource(Terms.OWN + "Statement"))
                .addProperty(Terms.OWN_ELEMENT, element.name())
                .addProperty(Terms.OWN_POINT, element.point());
        Statements.text(stated, RDFS.label, text);
        return stated;
    }

    private Resource measurement(Measure measure, int position) {
        Resource measurement = statements.part("measure-" + measure.name(), Terms.resource(Terms.DQV + "QualityMeasurement"))
                .addProperty(Terms.MEASUREMENT_OF, metric(measure))
                .addProperty(Terms.COMPUTED_ON, measure.column().map(column -> dataset.getModel().createResource(dataset + "#column-" + column)).orElse(dataset))
                .addProperty(Terms.UNIT, dataset.getModel().createResource(Terms.UNITS + measure.unit().name()))
                .addProperty(Terms.OWN_NAME, measure.name());
        Statements.integer(measurement, Terms.OWN_POSITION, position);
        Statements.text(measurement, RDFS.label, measure.title());
        measure.value().ifPresentOrElse(value -> Statements.integer(measurement, Terms.VALUE, value), () -> measurement.addLiteral(Terms.OWN_SUPPRESSED, true));
        measure.target().ifPresent(target -> Statements.integer(measurement, Terms.OWN_TARGET, target));
        return measurement;
    }

    /** One for each dimension and unit. */
    private Resource metric(Measure measure) {
        Resource metric = statements.part("metric-" + measure.dimension().key() + "-" + measure.unit().name().toLowerCase(java.util.Locale.ROOT), Terms.resource(Terms.DQV + "Metric"))
                .addProperty(Terms.IN_DIMENSION, dataset.getModel().createResource(Terms.OWN + "quality-" + measure.dimension().key()))
                .addProperty(Terms.EXPECTED, dataset.getModel().createResource(XSDDatatype.XSDnonNegativeInteger.getURI()));
        Statements.text(metric, SKOS.prefLabel, measure.dimension().title());
        return metric;
    }
}
