package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/** Correlation, covariance and regression of pairs: as Spark has them, where both are there. */
@Tag("spark")
class LinesTest {
    private static final String ALL = "corr(%1$s), covar_pop(%1$s), covar_samp(%1$s), regr_slope(%1$s), regr_intercept(%1$s), regr_r2(%1$s), regr_sxy(%1$s)";

    @ParameterizedTest
    @ValueSource(strings = {"valor_utente, pvp", "pvp, qtd_dispensada", "valor_sns, year(data_dispensa) - ano_nascimento"})
    void overInstitutionsTheyAreThoseOfAllRecordsTogether(String pair) {
        String select = "SELECT " + ALL.formatted(pair) + " FROM dem";
        List<Answer.Cell> found = Answer.of(Federation.ask(ThreeInstitutions.ALL, named(select), false)).rows().get(0);
        Row expected = spark(select);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).suppressed()).as("column %d", i).isNull();
            double spark = ((Number) expected.get(i)).doubleValue();
            assertThat(((Number) found.get(i).value()).doubleValue()).as("column %d", i).isCloseTo(spark, within(1e-9 * Math.max(Math.abs(spark), 1e-6)));
        }
    }

    /** The terms of one line are no difference of each other that rests on few. */
    @Test
    void theGuardHasNothingAgainstALineAsSuch() {
        String sql = named("SELECT sexo, " + ALL.formatted("valor_utente, pvp") + ", count(*), avg(pvp) FROM dem WHERE pvp IS NOT NULL AND valor_utente IS NOT NULL GROUP BY sexo");
        List<List<Answer.Cell>> rows = Answer.of(Federation.alone(ThreeInstitutions.ALL.get(0), sql)).rows();
        assertThat(rows).anySatisfy(row -> assertThat(row).allSatisfy(cell -> assertThat(cell.suppressed()).isNull()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT corr(CASE WHEN generico THEN valor_sns ELSE 0 END, pvp) FROM dem",
        "SELECT corr(coalesce(valor_utente, 0), pvp) FROM dem",
        "SELECT regr_slope(pvp, pvp + 1000000 * qtd_dispensada) FROM dem",
        "SELECT covar_pop(2 * pvp, valor_sns) FROM dem",
        "SELECT regr_r2(least(pvp, 100), valor_sns) FROM dem",
        "SELECT corr(pvp, pvp) FROM dem",
        "SELECT corr(pvp, 1) FROM dem",
        "SELECT corr(pvp * qtd_dispensada, valor_sns) FROM dem",
        "SELECT corr(pvp / valor_sns, qtd_dispensada) FROM dem",
        "SELECT corr(n, t) FROM (SELECT person, count_if(generico) AS n, sum(pvp) AS t FROM dem GROUP BY person)",
        "SELECT corr(x, y) FROM (SELECT person, pvp AS x, valor_sns AS y FROM dem UNION ALL SELECT person, valor_sns, pvp FROM dem)",
        "SELECT corr(year(d.data_dispensa) - r.ano_nascimento, d.pvp) FROM rnu r LEFT JOIN dem d ON r.person = d.person"})
    void whatIsNoPairOfBareArgumentsIsRefused(String sql) {
        assertThatThrownBy(() -> Federation.measure(ThreeInstitutions.ALL.get(0), sql)).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SELECT sexo, corr(pvp, valor_sns) FILTER (WHERE generico) AS r FROM dem GROUP BY sexo",
        "SELECT sexo, corr(CASE WHEN generico THEN pvp END, valor_sns) AS r FROM dem GROUP BY sexo",
        "SELECT corr(n, t) AS r FROM (SELECT person, count(*) AS n, sum(pvp) AS t FROM dem GROUP BY person)",
        "SELECT sexo, corr(pvp, valor_sns) AS r FROM dem GROUP BY ROLLUP (sexo)",
        "SELECT sexo, round(regr_slope(pvp, valor_sns), 2) AS r FROM dem GROUP BY sexo HAVING count(*) > 50 ORDER BY corr(pvp, valor_sns)"})
    void pairsOfBareArgumentsAreTaken(String sql) {
        assertThat(Answer.of(Federation.ask(ThreeInstitutions.ALL, sql, false)).rows()).anySatisfy(row -> assertThat(row.get(row.size() - 1).value()).isInstanceOf(Double.class));
    }

    /** Every output needs a name of its own. */
    private static String named(String select) {
        StringBuilder text = new StringBuilder();
        int from = select.indexOf(" FROM ");
        int number = 0;
        for (String part : select.substring(0, from).split("(?<=\\)), (?=[a-z_0-9]+\\()")) {
            text.append(number == 0 ? "" : ", ").append(part).append(" AS c").append(number++);
        }
        return text + select.substring(from);
    }

    private static Row spark(String select) {
        String[] files = ThreeInstitutions.ALL.stream().flatMap(one -> one.files().get("dem").stream()).map(Path::toString).toArray(String[]::new);
        SparkForTests.session().read().parquet(files).createOrReplaceTempView("dem");
        try {
            return SparkForTests.session().sql(select).first();
        } finally {
            SparkForTests.session().catalog().dropTempView("dem");
        }
    }
}
