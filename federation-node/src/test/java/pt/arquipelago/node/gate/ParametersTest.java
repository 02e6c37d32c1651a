package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/** Values sent beside the text are constants of the question, whatever they spell. */
@Tag("spark")
class ParametersTest {
    private static final List<PermittedView> VIEWS = SampleViews.unreadable(SparkForTests.session());

    @Test
    void isTheQuestionWithTheConstantsInIt() {
        String text = "SELECT sexo, count(*) AS n FROM dem WHERE %s AND pvp > %s AND qtd_dispensada < %s AND generico = %s GROUP BY sexo HAVING count(*) > %s LIMIT %s";
        String named = text.formatted("data_dispensa >= :since AND atc LIKE :code", ":price", ":packs", ":generic", ":many", ":rows");
        Map<String, JsonNode> values = Map.of("since", text("2024-01-01"), "code", text("A10%"), "price", new DecimalNode(new BigDecimal("2.50")),
                "packs", new IntNode(9), "generic", BooleanNode.TRUE, "many", new LongNode(5_000_000_000L), "rows", new IntNode(3));
        assertThat(compile(named, values)).isEqualTo(compile(text.formatted("data_dispensa >= '2024-01-01' AND atc LIKE 'A10%'", "2.5", "9", "true", "5000000000", "3"), Map.of()));
    }

    @Test
    void standsInSubqueriesAndCommonTables() {
        String text = "WITH d AS (SELECT person FROM dem WHERE atc LIKE %1$s GROUP BY person HAVING count(*) >= %2$s) SELECT count(*) FROM rnu WHERE person IN (SELECT person FROM d)";
        assertThat(compile(text.formatted(":code", ":n"), Map.of("code", text("A10%"), "n", new IntNode(2)))).isEqualTo(compile(text.formatted("'A10%'", "2"), Map.of()));
    }

    @Test
    void isNeverPastedIntoTheText() {
        String attack = "x' OR person IS NOT NULL OR atc = 'x";
        assertThat(compile("SELECT count(*) FROM dem WHERE atc = :code", Map.of("code", text(attack))))
                .isEqualTo(compile("SELECT count(*) FROM dem WHERE atc = 'x\\' OR person IS NOT NULL OR atc = \\'x'", Map.of()))
                .contains("OR person IS NOT NULL");
        assertThat(compile("SELECT count(*) FROM dem WHERE atc = :code", Map.of("code", text("${env:HOME}")))).contains("${env:HOME}");
    }

    @Test
    void staysAConstantWhereNoneMayStand() {
        assertThat(refusal("SELECT count(*) FROM rnu WHERE person = :p", Map.of("p", new IntNode(5)))).isEqualTo("gate.pseudonym at 1:32");
        assertThat(refusal("SELECT sum(pvp + :packed * qtd_dispensada) FROM dem", Map.of("packed", new IntNode(0)))).startsWith("gate.weight");
        assertThat(refusal("SELECT count(*) FROM dem WHERE data_dispensa > :d", Map.of("d", text("2024-13-45")))).startsWith("gate.not-resolved at 1:32");
    }

    @Test
    void everyParameterHasAValueAndEveryValueAPlace() {
        assertThat(refusal("SELECT count(*) FROM dem WHERE atc = :code", Map.of())).isEqualTo("gate.parameter at 1:38");
        assertThat(refusal("SELECT count(*) FROM dem WHERE atc = ?", Map.of("code", text("A")))).isEqualTo("gate.parameter at 1:38");
        assertThat(refusal("SELECT count(*) FROM dem", Map.of("code", text("A")))).isEqualTo("gate.parameter");
        assertThat(refusal("SELECT count(*) FROM IDENTIFIER(:t)", Map.of("t", text("rnu")))).startsWith("gate.construct");
        assertThat(refusal("SELECT count(*) FROM dem WHERE pvp > :n", Map.of("n", new DecimalNode(new BigDecimal("1e60"))))).isEqualTo("gate.parameter");
    }

    @Test
    void isNullAsNullIs() {
        assertThat(compile("SELECT count(*) FROM dem WHERE atc <=> :code", Map.of("code", NullNode.getInstance())))
                .isEqualTo(compile("SELECT count(*) FROM dem WHERE atc <=> NULL", Map.of()));
    }

    private static TextNode text(String value) {
        return TextNode.valueOf(value);
    }

    private static String compile(String sql, Map<String, JsonNode> values) {
        return new Gate().compile(SparkForTests.session(), sql, values, VIEWS).query().toJson().toString();
    }

    private static String refusal(String sql, Map<String, JsonNode> values) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> new Gate().compile(SparkForTests.session(), sql, values, VIEWS));
        return refused.refusal().code() + refused.refusal().place().map(place -> " at " + place.line() + ":" + place.column()).orElse("");
    }
}
