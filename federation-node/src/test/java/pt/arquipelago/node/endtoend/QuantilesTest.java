package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.result.Mark;
import pt.arquipelago.analysis.result.ResultTable;

/** Quantiles over several institutions, beside those that DuckDB finds among the records of all that released them. */
@Tag("spark")
class QuantilesTest {
    /** One per line: what is asked, and what DuckDB is asked; x is the number, q the quantile. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "median(least(pvp, 40))                                                     | quantile_cont(least(pvp, 40), 0.5)              | dem | 1",
            "percentile_approx(least(greatest(valor_sns, 0), 50), 0.25, 20)             | quantile_disc(least(greatest(valor_sns, 0), 50), 0.25) | dem | 5",
            "percentile_disc(0.75) WITHIN GROUP (ORDER BY least(qtd_dispensada, 9))     | quantile_disc(least(qtd_dispensada, 9), 0.75)   | dem | 4",
            "percentile_cont(0.2) WITHIN GROUP (ORDER BY dias DESC)                     | quantile_cont(dias, 0.8)                        | cit | 200",
            "median(dias) FILTER (WHERE tipo = 'inicial')                               | quantile_cont(dias, 0.5) FILTER (WHERE tipo = 'inicial') | cit | 200",
            "percentile(least(greatest(datediff(data_fim, data_inicio), 0), 9), 0.5)    | quantile_cont(least(greatest(datediff('day', data_inicio, data_fim), 0), 9), 0.5) | cit | 1"})
    void isWithinItsMarkOfTheTrueOne(String sql, String duck, String table, BigDecimal widest) {
        Quantile found = Quantile.of(ThreeInstitutions.ALL, sql, table);
        assertThat(found.released()).isNotEmpty();
        assertThat(found.value().subtract(truth(found.released(), duck, table)).abs()).as(sql).isLessThanOrEqualTo(found.spread());
        assertThat(found.spread()).as("of one bin, or of few put together").isLessThanOrEqualTo(widest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "median(least(n, 5))                | quantile_cont(least(n, 5), 0.5)",
            "percentile(least(q, 9), 0.75)      | quantile_cont(least(q, 9), 0.75)"})
    void byPersonToo(String sql, String duck) {
        String people = "(SELECT person, count(*) AS n, greatest(sum(qtd_dispensada), 0) AS q FROM dem GROUP BY person)";
        Quantile found = Quantile.of(ThreeInstitutions.ALL, sql, people);
        assertThat(found.value().subtract(truth(found.released(), duck, people)).abs()).isLessThanOrEqualTo(found.spread());
    }

    /** @param released the institutions that it stands on */
    record Quantile(BigDecimal value, BigDecimal spread, List<Institution> released) {
        static Quantile of(List<Institution> institutions, String call, String table) {
            String sql = "SELECT " + call + " AS q FROM " + table;
            Map<String, Federation.Sent> sent = new LinkedHashMap<>();
            institutions.forEach(institution -> sent.put(institution.name(), Federation.ask(institution, sql)));
            List<Institution> released = institutions.stream().filter(institution -> releases(sent.get(institution.name()))).toList();
            ResultTable result = Federation.combined(sent, false);
            Object value = result.rows().get(0).get(0);
            BigDecimal spread = result.marks().stream().map(Mark::mark).filter(mark -> mark.startsWith("± ")).map(mark -> new BigDecimal(mark.substring(2)))
                    .findFirst().orElse(BigDecimal.ZERO);
            assertThat(value == null).isEqualTo(released.isEmpty());
            assertThat(result.columns().get(0).binWidth()).isPresent();
            return new Quantile(value == null ? BigDecimal.ZERO : new BigDecimal(value.toString()), spread, released);
        }

        private static boolean releases(Federation.Sent sent) {
            List<PartialRow> rows = ArrowPartials.read(sent.arrow(), sent.query()).rows();
            Expr.Quantile quantile = sent.query().outputs().get(0).expr().quantiles().get(0);
            return !rows.isEmpty() && rows.get(0).cells().get(quantile.total()) instanceof PartialCell.Released;
        }
    }

    static BigDecimal truth(List<Institution> institutions, String call, String table) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'; SET threads = 1");
            for (String name : institutions.get(0).files().keySet()) {
                List<String> parts = new ArrayList<>();
                for (Institution institution : institutions) {
                    Map<String, List<Path>> files = institution.files();
                    parts.add("SELECT *, '" + institution.name() + "/' || " + institution.subjects().get(name) + " AS person FROM read_parquet(["
                            + files.get(name).stream().map(file -> "'" + file + "'").collect(Collectors.joining(",")) + "])");
                }
                statement.execute("CREATE VIEW " + name + " AS " + String.join(" UNION ALL BY NAME ", parts));
            }
            try (ResultSet result = statement.executeQuery("SELECT CAST(" + call + " AS DECIMAL(38, 12)) FROM " + table)) {
                result.next();
                return result.getBigDecimal(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the oracle's own query is wrong: " + call, e);
        }
    }
}
