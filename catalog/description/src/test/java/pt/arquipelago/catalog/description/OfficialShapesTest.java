package pt.arquipelago.catalog.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import pt.arquipelago.catalog.description.release8.Release8Mapper;

/** The shapes the European Union publishes, which are not part of this project: they are read from the folder a setting names. */
class OfficialShapesTest {
    private static final String SETTING = "ARQUIPELAGO_TEST_DATA";
    /** The first of these is the official file in the form that Jena parses. */
    private static final List<String> SHAPES = List.of("non-public-shapes.JENA.DERIVED.ttl", "range.ttl", "mdr-vocabularies.shape.ttl");
    private static final List<String> VOCABULARIES = List.of("eu-nal-minimal.DERIVED.ttl", "health-authority-vocabularies.DERIVED.ttl");

    @Test
    void whatTheMapperWritesHasNoViolationAndNoWarning() {
        Path folder = folder();
        assertThat(results(folder, new Release8Mapper().write(Examples.dispensing(), Examples.BASE), SHAPES)).isEmpty();
    }

    @Test
    void theOfficialShapesDoRefuse() {
        Path folder = folder();
        Model description = new Release8Mapper().write(Examples.dispensing(), Examples.BASE);
        description.removeAll(null, DCTerms.accessRights, null);
        assertThat(results(folder, description, SHAPES)).extracting(ReportEntry::severity).contains(Severity.Violation);
    }

    @Test
    void leavesOutOnlyTheRecommendedPropertiesThatWeDoNotHave() {
        Path folder = folder();
        Model description = new Release8Mapper().write(Examples.dispensing(), Examples.BASE);
        assertThat(results(folder, description, List.of("non-public-shapes_recommended.ttl"))).extracting(entry -> entry.resultPath().toString().replaceAll(".*[/#](\\w+)>?$", "$1"))
                // A sample is named where there is one; a source must itself be a whole dataset.
                .containsExactlyInAnyOrder("sample", "source");
    }

    @Test
    void theOfficialExampleDiffersFromOurRulesOnlyWhereWeAreStricterOrItIsOlder() {
        Path folder = folder();
        Model example = ModelFactory.createDefaultModel();
        RDFDataMgr.read(example, folder.resolve("examples/example-healthdcat-dataset.ttl").toUri().toString());
        // It is in English only and names another regulation than the one this catalogue serves.
        assertThat(DescriptionShapes.release8NonPublic().check(example).findings()).extracting(finding -> finding.rule().en())
                .containsExactlyInAnyOrder("The title in Portuguese is missing.", "The description in Portuguese is missing.",
                        "Applicable legislation includes Regulation (EU) 2025/327.");
    }

    private static List<ReportEntry> results(Path folder, Model description, List<String> shapes) {
        Model rules = ModelFactory.createDefaultModel();
        shapes.forEach(name -> RDFDataMgr.read(rules, folder.resolve("shapes").resolve(name).toUri().toString()));
        Model data = ModelFactory.createDefaultModel().add(description);
        VOCABULARIES.forEach(name -> RDFDataMgr.read(data, folder.resolve("vocab").resolve(name).toUri().toString()));
        return List.copyOf(ShaclValidator.get().validate(Shapes.parse(rules), data.getGraph()).getEntries());
    }

    private static Path folder() {
        Optional<Path> folder = Optional.ofNullable(System.getenv(SETTING)).filter(path -> !path.isBlank()).map(path -> Path.of(path, "healthdcat-ap-r8"));
        if (folder.isEmpty()) {
            System.out.println("OfficialShapesTest: not run: folder not set (" + SETTING + ")");
            abort("not run: folder not set");
        }
        assertThat(Files.isDirectory(folder.get())).as(folder.get() + " is a folder").isTrue();
        return folder.get();
    }
}
