package pt.arquipelago.node.omop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.settings.OperatorException;

class VocabularyImportTest {
    @TempDir
    Path root;

    @Test
    void aDownloadIsImportedOnceAndToldByVocabulary() {
        VocabularyReport report = load(new Download());
        assertThat(report.release()).contains("v5.0 31-AUG-25");
        assertThat(report.rows()).containsEntry("concept", 10L).containsEntry("concept_relationship", 7L).doesNotContainKey("drug_strength");
        assertThat(report.asked()).extracting(VocabularyReport.Asked::vocabulary).containsExactlyElementsOf(ConceptMap.ATHENA);
        assertThat(report.asked()).filteredOn(asked -> asked.codes() > 0).contains(new VocabularyReport.Asked("ATC", 1, 1), new VocabularyReport.Asked("ICD10", 3, 2));
        assertThat(report.asked()).contains(new VocabularyReport.Asked("LOINC", 0, 0), new VocabularyReport.Asked("UCUM", 0, 0));
        assertThat(report.text()).contains("LOINC", "not in the download");
        assertThat(load(new Download()).known()).isTrue();
    }

    @Test
    void anotherDownloadTakesThePlaceOfTheFirst() throws IOException {
        load(new Download());
        VocabularyReport second = load(new Download().more("CONCEPT", Download.concept(900_000_099, "new", "Condition", "SNOMED", "Disorder", "S", "99")));
        assertThat(second.known()).isFalse();
        assertThat(second.rows()).containsEntry("concept", 11L);
        try (Stream<Path> kept = Files.list(Vocabularies.all(root.resolve("lake")))) {
            assertThat(kept.filter(Files::isDirectory)).hasSize(1);
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> load(new Download().without("CONCEPT_ANCESTOR"))).isInstanceOf(OperatorException.class).hasMessageContaining("CONCEPT_ANCESTOR.csv");
        Download column = new Download();
        column.line("CONCEPT", 1, column.line("CONCEPT", 1).replace("standard_concept", "standard"));
        assertThatThrownBy(() -> load(column)).isInstanceOf(OperatorException.class).hasMessageContaining("CONCEPT.csv, line 1").hasMessageContaining("standard_concept");
        assertThatThrownBy(() -> load(new Download().line("CONCEPT", 1, "concept_id,concept_name"))).hasMessageContaining("parted by tabs");
        assertThat(Vocabularies.current(root.resolve("lake"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            900000001                                                                    | CONCEPT.csv, line 4: 1 cells, not 10
            x<TAB>n<TAB>Drug<TAB>ATC<TAB>c<TAB>S<TAB>c<TAB>19700101<TAB>20991231<TAB>     | CONCEPT.csv, line 4: concept_id is no integer
            7<TAB>n<TAB>Drug<TAB>ATC<TAB>c<TAB>S<TAB>c<TAB>1970-01-01<TAB>20991231<TAB>   | CONCEPT.csv, line 4: valid_start_date is no date
            7<TAB><TAB>Drug<TAB>ATC<TAB>c<TAB>S<TAB>c<TAB>19700101<TAB>20991231<TAB>      | CONCEPT.csv, line 4: concept_name is empty
            """)
    void aWrongLineIsNamedAndNothingIsImported(String line, String message) {
        load(new Download());
        Optional<Vocabularies> before = Vocabularies.current(root.resolve("lake"));
        assertThatThrownBy(() -> load(new Download().line("CONCEPT", 4, line.replace("<TAB>", "\t")))).isInstanceOf(OperatorException.class).hasMessageContaining(message);
        assertThat(Vocabularies.current(root.resolve("lake"))).isEqualTo(before);
        assertThat(before.orElseThrow().file("concept")).exists();
    }

    @Test
    void aConceptThatStandsTwiceIsRefused() {
        Download twice = new Download();
        twice.more("CONCEPT", twice.line("CONCEPT", 2));
        assertThatThrownBy(() -> load(twice)).isInstanceOf(OperatorException.class).hasMessageContaining("concept_id twice");
    }

    private VocabularyReport load(Download download) {
        try {
            Path folder = Files.createTempDirectory(root, "download");
            return new VocabularyImport(root.resolve("lake"), "512MB", IngestFixture.CLOCK, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)).load(download.write(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
