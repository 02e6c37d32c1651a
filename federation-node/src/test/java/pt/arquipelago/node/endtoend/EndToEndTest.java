package pt.arquipelago.node.endtoend;

import org.junit.jupiter.api.Tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every question of {@link Questions} over three institutions, compared with the oracle cell by cell. */
@Tag("spark")
@Tag("spark")
class EndToEndTest {
    @TestFactory
    Stream<DynamicTest> answersAsTheOracleDoes() {
        List<Institution> institutions = ThreeInstitutions.ALL;
        return Questions.ALL.stream().map(asked -> DynamicTest.dynamicTest(asked.name, () -> {
            Answer expected = Oracle.answer(asked, DuckRecords.of(institutions, asked.records));
            Answer found = Answer.of(Federation.ask(institutions, asked.sql, asked.strict));
            assertThat(Difference.of(expected, found)).as("%s%n%s", asked.name, asked.sql).isEmpty();
        }));
    }
}
