package pt.arquipelago.catalog.description.release8;

import java.net.URI;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import pt.arquipelago.catalog.description.Classification;
import pt.arquipelago.catalog.description.Coverage;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.Figures;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Origin;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.Texts;

/** A description to RDF: a NON_PUBLIC dataset of Release 8. */
final class DatasetWriter {
    private final DatasetDescription description;
    private final Statements statements;
    private final Resource dataset;

    DatasetWriter(DatasetDescription description, URI base) {
        this.description = description;
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefixes(Terms.prefixes());
        this.statements = new Statements(model, description.key().iri(base).toString());
        this.dataset = statements.dataset();
    }

    Model write() {
        dataset.addProperty(RDF.type, DCAT.Dataset)
                .addProperty(DCTerms.identifier, description.identifier())
                .addProperty(DCTerms.accessRights, statements.outside(Terms.NON_PUBLIC.getURI(), DCTerms.RightsStatement))
                .addProperty(Terms.APPLICABLE_LEGISLATION, statements.outside(Terms.REGULATION.getURI(), Terms.LEGAL_RESOURCE))
                .addProperty(DCAT.theme, Terms.HEALTH_THEME)
                .addLiteral(Terms.STRUCTURED, true)
                .addProperty(Terms.OWN_NODE, description.key().node())
                .addProperty(Terms.OWN_TABLE, description.key().table())
                .addProperty(Terms.OWN_VIEW, description.key().view())
                .addProperty(FOAF.page, statements.outside(dataset.getURI() + ".html", FOAF.Document));
        texts(description.texts());
        new PartiesWriter(statements).write(description.parties());
        classification(description.classification());
        figures(description.figures());
        coverage(description.coverage());
        new DistributionsWriter(statements).write(description.texts().title(), description.access(), description.links());
        origin(description.origin(), description.classification());
        dataset.addProperty(Terms.VARIABLES, new VariablesWriter(statements).write(description.texts().title(), description.variables()));
        codeValues();
        description.quality().ifPresent(new LabelWriter(statements)::write);
        return dataset.getModel();
    }

    private void texts(Texts texts) {
        Statements.text(dataset, DCTerms.title, texts.title());
        Statements.text(dataset, DCTerms.description, texts.description());
        texts.keywords().pt().forEach(word -> dataset.addProperty(DCAT.keyword, word, "pt"));
        texts.keywords().en().forEach(word -> dataset.addProperty(DCAT.keyword, word, "en"));
        Statements.text(dataset, Terms.POPULATION, texts.population());
        Resource provenance = statements.part("provenance", DCTerms.ProvenanceStatement);
        Statements.text(provenance, RDFS.label, texts.provenance());
        Resource purpose = statements.part("purpose", Terms.resource(Terms.DPV + "Purpose"));
        Statements.text(purpose, DCTerms.description, texts.purpose());
        Resource basis = statements.part("legal-basis", Terms.resource(Terms.DPV + "LegalBasis"));
        Statements.text(basis, DCTerms.description, texts.legalBasis());
        dataset.addProperty(DCTerms.provenance, provenance).addProperty(Terms.PURPOSE, purpose).addProperty(Terms.LEGAL_BASIS, basis);
    }

    private void classification(Classification classification) {
        dataset.addProperty(Terms.OWN_SYSTEM, classification.system());
        link(DCTerms.type, Terms.EU + "dataset-type/", Stream.of(classification.type().name()));
        link(Terms.HEALTH_CATEGORY, Terms.EHDS + "healthcategories/", classification.categories().stream().map(category -> category.code()));
        link(Terms.HEALTH_THEME_OF, Terms.EHDS + "health-theme/", classification.themes().stream().map(Enum::name));
        link(Terms.CODING_SYSTEM, Terms.EHDS + "coding-system/", classification.codingSystems().stream().map(system -> system.code()));
        link(DCTerms.conformsTo, Terms.EHDS + "standard/", classification.standards().stream().map(standard -> standard.code()));
        classification.personalData().forEach(name ->
                dataset.addProperty(Terms.PERSONAL_DATA, statements.outside(Terms.DPV_PD + name, Terms.resource(Terms.DPV + "PersonalData"))));
    }

    private void figures(Figures figures) {
        figures.records().ifPresent(count -> Statements.integer(dataset, Terms.RECORDS, count));
        figures.individuals().ifPresent(count -> Statements.integer(dataset, Terms.INDIVIDUALS, count));
        figures.minimumAge().ifPresent(age -> Statements.integer(dataset, Terms.MINIMUM_AGE, age));
        figures.maximumAge().ifPresent(age -> Statements.integer(dataset, Terms.MAXIMUM_AGE, age));
    }

    /** dct:spatial takes only countries and places of the EU's tables, so NUTS regions stand beside it. */
    private void coverage(Coverage coverage) {
        dataset.addProperty(DCTerms.language, statements.outside(Terms.PORTUGUESE.getURI(), DCTerms.LinguisticSystem))
                .addProperty(DCTerms.spatial, statements.outside(Terms.PORTUGAL.getURI(), DCTerms.Location));
        link(Terms.SPATIAL_COVERAGE, Terms.NUTS, coverage.nuts().stream());
        coverage.regions().forEach(this::region);
        link(DCTerms.accrualPeriodicity, Terms.EU + "frequency/", Stream.of(coverage.frequency().name()));
        statements.period(dataset, DCTerms.temporal, "temporal", coverage.temporal());
        coverage.resolution().ifPresent(step -> dataset.addProperty(Terms.RESOLUTION, step, XSDDatatype.XSDduration));
        statements.period(dataset, Terms.RETENTION, "retention", coverage.retention());
    }

    private void region(Region region) {
        Resource part = statements.part("region-" + region.nuts(), Terms.resource(Terms.OWN + "Region"));
        part.addProperty(Terms.SPATIAL_COVERAGE, part.getModel().createResource(Terms.NUTS + region.nuts()));
        Statements.figures(part, region.figures());
        dataset.addProperty(Terms.OWN_REGION, part);
    }

    private void origin(Origin origin, Classification classification) {
        Resource activity = statements.part("ingest", Terms.resource(Terms.PROV + "Activity"))
                .addProperty(Terms.ENDED, origin.modified().toString(), XSDDatatype.XSDdateTime)
                .addProperty(Terms.OWN_PROFILE, origin.profile());
        activity.addProperty(DCTerms.type, activity.getModel().createResource(Terms.EHDS + "health-activity/" + classification.activity().name()));
        Statements.text(activity, RDFS.label, new LocalText("Carregamento no nó", "Ingest at the node"));
        Statements.integer(activity, Terms.OWN_LAKE, origin.lakeVersion());
        dataset.addProperty(DCTerms.issued, origin.issued().toString(), XSDDatatype.XSDdate)
                .addProperty(DCTerms.modified, origin.modified().toString(), XSDDatatype.XSDdateTime)
                .addProperty(Terms.VERSION, Long.toString(origin.lakeVersion()))
                .addProperty(Terms.GENERATED_BY, activity);
    }

    private void codeValues() {
        description.variables().forEach(variable -> variable.codes().forEach(code ->
                dataset.addProperty(Terms.CODE_VALUES, variable.name() + ":" + code.value())));
    }

    private void link(Property property, String table, Stream<String> codes) {
        codes.forEach(code -> dataset.addProperty(property, dataset.getModel().createResource(table + code)));
    }
}
