package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.node.SparkForTests;

/** What the forms of a question's numbers may rely on: columns that are never missing, where they stand in every record. */
@Tag("spark")
class RequiredColumnsTest {
    private static final List<PermittedView> VIEWS = ProfileViews.unreadable(SparkForTests.session());

    private static CompiledQuestion compile(String sql) {
        return new Gate().compile(SparkForTests.session(), sql, VIEWS);
    }

    private static Set<JsonNode> required(String sql) {
        return compile(sql).required();
    }

    @Test
    void columnsOfKeysAndConditionsAreToldWhereTheProfileSaysSo() {
        assertThat(required("SELECT sexo, count(*) FROM gdh WHERE data_alta >= DATE'2024-01-01' AND servico_alta = '1' GROUP BY sexo")).hasSize(2);
        assertThat(required("SELECT count_if(modulo = 'internamento') FROM gdh")).hasSize(1);
        assertThat(required("SELECT servico_alta, count(*) FROM gdh GROUP BY servico_alta")).isEmpty();
    }

    @Test
    void anOuterJoinMakesColumnsMissing() {
        String join = " JOIN rnu r ON g.numero_utente = r.numero_utente GROUP BY r.sexo";
        assertThat(required("SELECT r.sexo, count(*) FROM gdh g" + join)).hasSize(1);
        assertThat(required("SELECT r.sexo, count(*) FROM gdh g LEFT" + join)).isEmpty();
    }

    @Test
    void aTotalIsTheSumOfItsRowsWhereNoKeyIsMissing() {
        assertThat(closed("SELECT sexo, count(*) FROM gdh GROUP BY sexo")).containsExactlyInAnyOrder("F", "M");
        assertThat(closed("SELECT classificacao, count(*) FROM cit GROUP BY classificacao")).doesNotContainNull();
        assertThat(closed("SELECT g.destino_alta, count(*) FROM gdh g LEFT JOIN rnu r ON g.numero_utente = r.numero_utente GROUP BY g.destino_alta")).doesNotContainNull();
    }

    private static Set<Object> closed(String sql) {
        CompiledQuestion question = compile(sql);
        QuestionForm.Data data = new QuestionForm.Data(question.query().source(), false, question.required());
        return new QuestionForm(question.query(), data, question.terms().stream().map(CompiledTerm::presence).toList()).closed(0).orElseThrow();
    }
}
