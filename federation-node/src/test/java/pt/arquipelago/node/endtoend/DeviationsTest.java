package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.analysis.RefusedException;

/** A deviation looks at zeros as at any other number: where they would be lost on the way, it is refused. */
@Tag("spark")
class DeviationsTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT sexo, stddev(CASE WHEN generico THEN valor_sns ELSE 0 END) FROM dem GROUP BY sexo",
        "SELECT sexo, stddev(coalesce(valor_utente, 0)) FROM dem GROUP BY sexo",
        "SELECT sexo, stddev(valor_sns * CASE WHEN generico THEN 1 ELSE 0 END) FROM dem GROUP BY sexo",
        "SELECT sexo, var_samp(n) FROM (SELECT person, sexo, count_if(atc = 'N05BA12') AS n FROM dem GROUP BY person, sexo) GROUP BY sexo",
        "SELECT sexo, var_pop(n) FROM (SELECT person, sexo, sum(CASE WHEN generico THEN valor_sns ELSE 0 END) AS n FROM dem GROUP BY person, sexo) GROUP BY sexo"})
    void ofWhatIsZeroOutsideAConditionIsRefused(String sql) {
        assertThatThrownBy(() -> Federation.measure(ThreeInstitutions.ALL.get(0), sql)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("deviation");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT sexo, stddev(CASE WHEN generico THEN valor_sns END) FROM dem GROUP BY sexo",
        "SELECT sexo, stddev(valor_utente) FILTER (WHERE generico) FROM dem GROUP BY sexo",
        "SELECT sexo, stddev(pvp * qtd_dispensada) FROM dem GROUP BY sexo",
        "SELECT sexo, stddev(n) FROM (SELECT person, sexo, count(*) AS n FROM dem GROUP BY person, sexo) GROUP BY sexo",
        "SELECT sexo, stddev(year(data_dispensa) - ano_nascimento) FROM dem GROUP BY sexo"})
    void ofWhatIsMissingOutsideIsTaken(String sql) {
        assertThat(Federation.measure(ThreeInstitutions.ALL.get(0), sql).table().rows()).isNotEmpty();
    }
}
