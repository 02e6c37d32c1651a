package pt.arquipelago.catalog.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.catalog.description.release8.Release8Mapper;

class DescriptionShapesTest {
    private static final DescriptionShapes SHAPES = DescriptionShapes.release8NonPublic();

    private final Model description = new Release8Mapper().write(Examples.dispensing(), Examples.BASE);

    @Test
    void whatTheMapperWritesConforms() {
        assertThat(SHAPES.check(description).text()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            dcat:Dataset      | dct:title
            dcat:Dataset      | dct:description
            dcat:Dataset      | dct:identifier
            dcat:Dataset      | dct:accessRights
            dcat:Dataset      | dcatap:applicableLegislation
            dcat:Dataset      | dcat:distribution
            dcat:Dataset      | dcat:theme
            dcat:Dataset      | healthdcatap:hdab
            dcat:Dataset      | dct:publisher
            dcat:Dataset      | geodcatap:custodian
            dcat:Dataset      | healthdcatap:healthCategory
            dcat:Dataset      | healthdcatap:hasStructuredData
            dcat:Dataset      | healthdcatap:hasVariables
            dcat:Dataset      | dcat:contactPoint
            dcat:Dataset      | dcat:keyword
            dcat:Dataset      | dct:type
            dcat:Dataset      | dct:provenance
            foaf:Agent        | foaf:name
            foaf:Agent        | cv:contactPoint
            dcat:Distribution | dcat:accessURL
            dcat:Distribution | dcatap:applicableLegislation
            csvw:TableGroup   | dct:title
            csvw:TableGroup   | csvw:table
            csvw:Table        | dct:title
            csvw:Table        | csvw:column
            csvw:Column       | csvw:name
            csvw:Column       | csvw:title
            csvw:Column       | csvw:datatype
            csvw:Column       | dct:description
            dqv:QualityCertificate | oa:hasBody
            dqv:QualityMeasurement | dqv:isMeasurementOf
            dqv:QualityMeasurement | dqv:computedOn
            """)
    void refusesADescriptionWithoutAMandatoryProperty(String type, String property) {
        Resource subject = aSubject(type);
        Property removed = property(property);
        subject.removeAll(removed);
        Conformance conformance = SHAPES.check(description);
        assertThat(conformance.conforms()).isFalse();
        assertThat(conformance.text()).contains(subject.getURI());
        assertThat(conformance.report().contains(null, RDF.type, ResourceFactory.createResource("http://www.w3.org/ns/shacl#ValidationResult"))).isTrue();
    }

    @ParameterizedTest(name = "{0} {1} twice")
    @CsvSource(delimiter = '|', textBlock = """
            dcat:Dataset | dct:accessRights               | http://publications.europa.eu/resource/authority/access-right/PUBLIC
            dcat:Dataset | healthdcatap:hdab              | https://catalogo.example/datasets/uls-coimbra/source_dem#custodian
            dcat:Dataset | dct:publisher                  | https://catalogo.example/datasets/uls-coimbra/source_dem#hdab
            dcat:Dataset | geodcatap:custodian            | https://catalogo.example/datasets/uls-coimbra/source_dem#hdab
            dcat:Dataset | healthdcatap:hasCodingSystem   | https://example.org/my-own-system
            dcat:Dataset | dct:conformsTo                 | https://example.org/my-own-standard
            dcat:Dataset | dpv:hasPersonalData            | https://example.org/age
            """)
    void refusesASecondOrForeignValue(String type, String property, String value) {
        aSubject(type).addProperty(property(property), description.createResource(value));
        assertThat(SHAPES.check(description).conforms()).isFalse();
    }

    @Test
    void refusesAContactWithoutAnyWayToReachIt() {
        for (String property : List.of("cv:email", "cv:contactPage", "vcard:hasEmail", "vcard:hasURL")) {
            description.removeAll(null, property(property), null);
        }
        assertThat(SHAPES.check(description).findings()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void refusesAMeasurementThatIsNotAWholeNumber() {
        Resource measurement = aSubject("dqv:QualityMeasurement");
        measurement.removeAll(property("dqv:value")).addLiteral(property("dqv:value"), new java.math.BigDecimal("97.31"));
        assertThat(SHAPES.check(description).findings()).singleElement().satisfies(finding -> assertThat(finding.rule().en()).contains("round it before it leaves"));
    }

    @Test
    void asksForBothLanguagesAndSaysSoInBoth() {
        Resource dataset = aSubject("dcat:Dataset");
        dataset.removeAll(property("dct:title")).addProperty(property("dct:title"), "Só em português", "pt");
        assertThat(SHAPES.check(description).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().en()).isEqualTo("The title in English is missing.");
            assertThat(finding.rule().pt()).isEqualTo("Falta título em inglês.");
            assertThat(finding.property()).get().asString().contains("title");
        });
    }

    private Resource aSubject(String type) {
        RDFNode node = description.createResource(description.expandPrefix(type));
        return description.listSubjectsWithProperty(RDF.type, node).toList().stream()
                .min(java.util.Comparator.comparing(Resource::getURI)).orElseThrow();
    }

    private Property property(String name) {
        return ResourceFactory.createProperty(description.expandPrefix(name));
    }
}
