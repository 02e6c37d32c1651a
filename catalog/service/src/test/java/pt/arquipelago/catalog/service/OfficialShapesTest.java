package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a harvester takes away, against the shapes the European Union publishes. */
class OfficialShapesTest {
    private static final String SETTING = "ARQUIPELAGO_TEST_DATA";

    @TempDir
    Path folder;

    @Test
    void theWholeCatalogueHasNoViolation() {
        Path official = official();
        try (RunningCatalog catalog = new RunningCatalog(folder)) {
            catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
            catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
            Model data = ModelFactory.createDefaultModel();
            RDFDataMgr.read(data, new StringReader(catalog.get("/catalog.ttl").body()), RunningCatalog.BASE, Lang.TURTLE);
            read(data, official, "vocab/eu-nal-minimal.DERIVED.ttl", "vocab/health-authority-vocabularies.DERIVED.ttl");
            Model rules = ModelFactory.createDefaultModel();
            read(rules, official, "shapes/non-public-shapes.JENA.DERIVED.ttl", "shapes/range.ttl", "shapes/mdr-vocabularies.shape.ttl");
            List<ReportEntry> entries = List.copyOf(ShaclValidator.get().validate(Shapes.parse(rules), data.getGraph()).getEntries());
            assertThat(entries).filteredOn(entry -> entry.severity() == Severity.Violation).isEmpty();
            // The one warning: the publisher of a catalogue should be a corporate body of the EU's table, which a national body is not.
            assertThat(entries).allSatisfy(entry -> assertThat(entry.message()).contains("corporates bodies"));
        }
    }

    private static void read(Model model, Path folder, String... names) {
        for (String name : names) {
            RDFDataMgr.read(model, folder.resolve(name).toUri().toString());
        }
    }

    private static Path official() {
        Optional<Path> folder = Optional.ofNullable(System.getenv(SETTING)).filter(path -> !path.isBlank()).map(path -> Path.of(path, "healthdcat-ap-r8"));
        if (folder.isEmpty()) {
            System.out.println("OfficialShapesTest: not run: folder not set (" + SETTING + ")");
            abort("not run: folder not set");
        }
        return folder.get();
    }
}
