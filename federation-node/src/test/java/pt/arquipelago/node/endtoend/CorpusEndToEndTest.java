package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pt.arquipelago.node.gate.Corpus;

/** What epidemiologists ask ({@code docs/questions.sql}) is answered as the oracle does, cell by cell, over two institutions. */
@Tag("spark")
@Tag("slow")
class CorpusEndToEndTest {
    /** In these tables the rules keep every row of it, by the oracle too. */
    private static final String FULL = "24 ";

    @TestFactory
    Stream<DynamicTest> answersAsTheOracleDoes() {
        List<Institution> institutions = CorpusInstitutions.ALL;
        return CorpusQuestions.ALL.stream().map(asked -> DynamicTest.dynamicTest(asked.name, () -> {
            Answer expected = Oracle.answer(asked, DuckRecords.of(institutions, asked.records));
            Answer found = Answer.of(Federation.ask(institutions, asked.sql, asked.strict));
            assertThat(Difference.of(expected, found)).as("%s%n%s", asked.name, asked.sql).isEmpty();
            if (!asked.name.startsWith(FULL)) {
                assertThat(found.rows()).as("an answer that shows nothing proves nothing").anyMatch(row -> row.stream().allMatch(cell -> cell.suppressed() == null));
            }
        }));
    }

    @Test
    void everyQuestionIsCompared() {
        assertThat(CorpusQuestions.ALL.stream().map(asked -> asked.name)).containsExactlyElementsOf(CorpusQuestions.page().stream().map(Corpus::title).toList());
    }
}
