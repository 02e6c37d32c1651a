package pt.arquipelago.catalog.description.release8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.Examples;
import pt.arquipelago.catalog.description.UnreadableDescription;

class Release8MapperTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/release8-dispensing.ttl");

    private final Release8Mapper mapper = new Release8Mapper();

    @Test
    void writesTheGoldenTurtle() throws Exception {
        Model written = mapper.write(Examples.dispensing(), Examples.BASE);
        if (Boolean.getBoolean("golden.regenerate")) {
            StringWriter turtle = new StringWriter();
            RDFDataMgr.write(turtle, written, RDFFormat.TURTLE_PRETTY);
            Files.writeString(GOLDEN, turtle.toString());
        }
        Model golden = ModelFactory.createDefaultModel();
        RDFDataMgr.read(golden, GOLDEN.toUri().toString());
        assertThat(written.difference(golden).listStatements().toList()).as("new statements; if they are wanted: -Dgolden.regenerate=true").isEmpty();
        assertThat(golden.difference(written).listStatements().toList()).as("lost statements").isEmpty();
    }

    @Test
    void namesEveryPartSoThatNoBlankNodeIsLostWhenGraphsMeet() {
        Model written = mapper.write(Examples.dispensing(), Examples.BASE);
        assertThat(written.listSubjects().filterKeep(subject -> subject.isAnon()).toList()).isEmpty();
    }

    @Test
    void findsTheDatasetByItsAddress() {
        DatasetDescription description = Examples.dispensing();
        Model written = mapper.write(description, URI.create("https://catalogo.example/"));
        assertThat(mapper.datasets(written)).containsExactly(URI.create("https://catalogo.example/datasets/uls-coimbra/source_dem"));
    }

    @Test
    void saysWhatIsMissingInAGraphItCannotRead() {
        Model written = mapper.write(Examples.dispensing(), Examples.BASE);
        URI dataset = mapper.datasets(written).get(0);
        written.removeAll(written.createResource(dataset.toString()), DCTerms.issued, null);
        assertThatThrownBy(() -> mapper.read(written, dataset)).isInstanceOf(UnreadableDescription.class).hasMessageContaining("issued");
    }

    @Test
    void turnsAValueOfWrongFormIntoOneKindOfError() {
        Model written = mapper.write(Examples.dispensing(), Examples.BASE);
        URI dataset = mapper.datasets(written).get(0);
        written.removeAll(null, Terms.OWN_CLASS, null);
        written.createResource(dataset + "#column-sexo").addProperty(Terms.OWN_CLASS, "SECRET");
        assertThatThrownBy(() -> mapper.read(written, dataset)).isInstanceOf(UnreadableDescription.class);
    }
}
