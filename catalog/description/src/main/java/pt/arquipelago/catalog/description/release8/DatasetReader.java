package pt.arquipelago.catalog.description.release8;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;
import pt.arquipelago.catalog.description.Access;
import pt.arquipelago.catalog.description.Agent;
import pt.arquipelago.catalog.description.AgentKind;
import pt.arquipelago.catalog.description.Classification;
import pt.arquipelago.catalog.description.Code;
import pt.arquipelago.catalog.description.CodingSystem;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.Coverage;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.description.DatasetType;
import pt.arquipelago.catalog.description.Figures;
import pt.arquipelago.catalog.description.Frequency;
import pt.arquipelago.catalog.description.HealthActivity;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.catalog.description.HealthTheme;
import pt.arquipelago.catalog.description.HolderRules;
import pt.arquipelago.catalog.description.Keywords;
import pt.arquipelago.catalog.description.Links;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Origin;
import pt.arquipelago.catalog.description.Parties;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.Standard;
import pt.arquipelago.catalog.description.Texts;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.catalog.description.Variable;
import pt.arquipelago.catalog.description.VariableClass;

/** The way back: from RDF that {@link DatasetWriter} made to the description. */
final class DatasetReader {
    private final Reading dataset;

    DatasetReader(Resource dataset) {
        this.dataset = new Reading(dataset);
    }

    DatasetDescription read() {
        return new DatasetDescription(new DatasetKey(dataset.text(Terms.OWN_NODE), dataset.text(Terms.OWN_TABLE)), texts(), parties(), classification(),
                figures(), coverage(), access(), origin(), variables(), new LabelReader(dataset).read(), links());
    }

    private Texts texts() {
        return new Texts(dataset.local(DCTerms.title), dataset.local(DCTerms.description),
                new Keywords(dataset.texts(DCAT.keyword, "pt"), dataset.texts(DCAT.keyword, "en")),
                dataset.into(DCTerms.provenance).local(RDFS.label), dataset.into(Terms.PURPOSE).local(DCTerms.description),
                dataset.into(Terms.LEGAL_BASIS).local(DCTerms.description), dataset.local(Terms.POPULATION));
    }

    private Parties parties() {
        Reading kind = dataset.into(DCAT.contactPoint);
        Contact contact = new Contact(kind.address(VCARD4.hasEmail).map(URI::getSchemeSpecificPart), kind.address(VCARD4.hasURL));
        return new Parties(agent(DCTerms.publisher), agent(Terms.CUSTODIAN), agent(Terms.HDAB), contact);
    }

    private Agent agent(Property role) {
        Reading agent = dataset.into(role);
        Reading point = agent.into(Terms.CONTACT_POINT);
        Contact contact = new Contact(point.optional(Terms.EMAIL).map(node -> node.asLiteral().getLexicalForm()), point.address(Terms.CONTACT_PAGE));
        AgentKind kind = agent.codes(DCTerms.type, Terms.EHDS + "publisher-type/", DatasetReader::agentKind).get(0);
        return new Agent(agent.local(FOAF.name), kind, contact, agent.flag(Terms.TRUSTED_HOLDER));
    }

    private Classification classification() {
        return new Classification(dataset.text(Terms.OWN_SYSTEM),
                dataset.codes(DCTerms.type, Terms.EU + "dataset-type/", DatasetType::valueOf).get(0),
                dataset.codes(Terms.HEALTH_CATEGORY, Terms.EHDS + "healthcategories/", DatasetReader::category),
                dataset.codes(Terms.HEALTH_THEME_OF, Terms.EHDS + "health-theme/", HealthTheme::valueOf),
                dataset.codes(Terms.CODING_SYSTEM, Terms.EHDS + "coding-system/", CodingSystem::ofCode),
                dataset.codes(DCTerms.conformsTo, Terms.EHDS + "standard/", DatasetReader::standard),
                dataset.codes(Terms.PERSONAL_DATA, Terms.DPV_PD, name -> name),
                dataset.into(Terms.GENERATED_BY).codes(DCTerms.type, Terms.EHDS + "health-activity/", HealthActivity::valueOf).get(0));
    }

    private Figures figures() {
        return new Figures(dataset.optionalNumber(Terms.RECORDS), dataset.optionalNumber(Terms.INDIVIDUALS),
                dataset.optionalNumber(Terms.MINIMUM_AGE).map(Math::toIntExact), dataset.optionalNumber(Terms.MAXIMUM_AGE).map(Math::toIntExact));
    }

    private Coverage coverage() {
        return new Coverage(dataset.period(DCTerms.temporal), dataset.codes(Terms.SPATIAL_COVERAGE, Terms.NUTS, code -> code), regions(),
                dataset.period(Terms.RETENTION), dataset.codes(DCTerms.accrualPeriodicity, Terms.EU + "frequency/", Frequency::valueOf).get(0),
                dataset.optional(Terms.RESOLUTION).map(node -> node.asLiteral().getLexicalForm()));
    }

    private List<Region> regions() {
        return dataset.all(Terms.OWN_REGION).stream().map(region -> new Region(region.codes(Terms.SPATIAL_COVERAGE, Terms.NUTS, code -> code).get(0), figures(region).orElseThrow())).toList();
    }

    private static Optional<ValueFigures> figures(Reading of) {
        return ValueFigures.of(of.optionalNumber(Terms.OWN_RECORDS), of.optionalNumber(Terms.OWN_INDIVIDUALS));
    }

    private Access access() {
        Map<String, Integer> thresholds = new TreeMap<>();
        dataset.all(Terms.OWN_THRESHOLD).forEach(threshold ->
                thresholds.put(threshold.text(Terms.OWN_PROTECTS), Math.toIntExact(threshold.number(Terms.OWN_AT_LEAST))));
        int persons = Optional.ofNullable(thresholds.remove("person")).orElse(0);
        return new Access(URI.create(dataset.into(DCAT.distribution).one(DCAT.accessURL).getURI()), persons, thresholds, holder());
    }

    private HolderRules holder() {
        return new HolderRules(dataset.all(Terms.OWN_HOLDER_RULE).stream().map(rule -> new HolderRules.Rule(rule.text(DCTerms.identifier), rule.local(DCTerms.description))).toList(),
                dataset.optionalNumber(Terms.OWN_ROUNDING).map(Math::toIntExact).orElse(1), dataset.literals(Terms.OWN_MASKED), dataset.literals(Terms.OWN_CONDITION));
    }

    private Origin origin() {
        Reading activity = dataset.into(Terms.GENERATED_BY);
        return new Origin(LocalDate.parse(dataset.text(DCTerms.issued)), Instant.parse(dataset.text(DCTerms.modified)),
                activity.number(Terms.OWN_LAKE), activity.text(Terms.OWN_PROFILE));
    }

    private List<Variable> variables() {
        List<Reading> columns = new ArrayList<>(dataset.into(Terms.VARIABLES).into(Terms.TABLE).all(Terms.COLUMN));
        columns.sort(Comparator.comparing(column -> column.number(Terms.OWN_POSITION)));
        return columns.stream().map(this::variable).toList();
    }

    private Variable variable(Reading column) {
        LocalText title = column.local(Terms.TITLE);
        LocalText description = column.local(DCTerms.description);
        List<Code> codes = column.optional(Terms.OWN_CODES).map(scheme -> codes(scheme.asResource())).orElse(List.of());
        return new Variable(column.text(Terms.NAME), column.text(Terms.OWN_TYPE), VariableClass.valueOf(column.text(Terms.OWN_CLASS)),
                column.flag(Terms.OWN_GROUPABLE), column.flag(Terms.OWN_MEASURE), title,
                Optional.of(description).filter(text -> !text.equals(title)), codes);
    }

    private List<Code> codes(Resource scheme) {
        List<Reading> concepts = new ArrayList<>(scheme.getModel().listSubjectsWithProperty(SKOS.inScheme, scheme).mapWith(Reading::new).toList());
        concepts.sort(Comparator.comparing(concept -> concept.number(Terms.OWN_POSITION)));
        return concepts.stream().map(concept -> new Code(concept.text(SKOS.notation),
                concept.texts(SKOS.prefLabel, "pt").isEmpty() ? Optional.empty() : Optional.of(concept.local(SKOS.prefLabel)), figures(concept))).toList();
    }

    private Links links() {
        return new Links(dataset.addresses(DCTerms.relation), dataset.addresses(DCTerms.isReferencedBy),
                dataset.optional(Terms.SAMPLE).map(node -> URI.create(new Reading(node.asResource()).one(DCAT.accessURL).getURI())));
    }

    private static AgentKind agentKind(String code) {
        return Arrays.stream(AgentKind.values()).filter(kind -> kind.code().equals(code)).findFirst().orElseThrow();
    }

    private static HealthCategory category(String code) {
        return Arrays.stream(HealthCategory.values()).filter(category -> category.code().equals(code)).findFirst().orElseThrow();
    }

    private static Standard standard(String code) {
        return Arrays.stream(Standard.values()).filter(standard -> standard.code().equals(code)).findFirst().orElseThrow();
    }
}
