package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.TableDescription;

/** No row can make a question fail: everything that the gate lets in is computed over the values at which Spark throws. */
@Tag("spark")
class TotalityTest {
    private static final SparkSession SPARK = SparkForTests.session();
    private static final List<PermittedView> VIEWS = SampleViews.views(SPARK, TotalityTest::hostile);

    static Stream<String> questions() throws IOException {
        return Stream.concat(AllowedEntriesTest.entries().stream().map(AllowedEntriesTest.Entry::need), Stream.of(
                "SELECT sum(pvp * qtd_dispensada), avg(pvp / valor_sns), sum(pvp + valor_sns - valor_utente) FROM dem WHERE CAST(cnpem AS INT) = 5 OR CAST(cnpem AS DATE) > DATE'2024-01-01'",
                "SELECT (year(data_dispensa) - ano_nascimento) div 10 * 10 AS age, count(*) FROM dem WHERE qtd_dispensada / (pvp - pvp) > 1 OR qtd_dispensada % 0 = 1 GROUP BY 1",
                "SELECT count(*) FROM cit WHERE date_add(data_inicio, dias) > data_fim AND date_sub(data_fim, dias) < data_inicio",
                "SELECT sum(q * q) FROM (SELECT person, sum(qtd_dispensada) AS q FROM dem GROUP BY person)",
                "SELECT dias div 7, count_if(t > 3) FROM (SELECT person, dias, sum(dias) OVER (PARTITION BY person) AS t FROM cit) GROUP BY 1",
                "SELECT sum(x) FROM (SELECT person, pvp AS x FROM dem UNION ALL SELECT person, dias FROM cit)"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isComputedOverTheWorstRows(String sql) {
        CompiledQuestion question = new Gate().compile(SPARK, sql, VIEWS);
        List<Column> columns = new ArrayList<>(List.of(ExpressionUtils.column(question.person()).as("p")));
        question.keys().forEach(key -> columns.add(column(key, columns.size())));
        question.terms().forEach(term -> {
            term.condition().ifPresent(condition -> columns.add(column(condition, columns.size())));
            term.argument().ifPresent(argument -> columns.add(column(argument, columns.size())));
        });
        Dataset<Row> rows = org.apache.spark.sql.classic.Dataset.ofRows((org.apache.spark.sql.classic.SparkSession) SPARK, question.child());
        assertThatCode(() -> rows.select(columns.toArray(Column[]::new)).collectAsList()).as(sql).doesNotThrowAnyException();
    }

    /** Else the rows would prove nothing. */
    @Test
    void theSameRowsMakeSparkThrow() {
        for (String expression : List.of("qtd_dispensada + 1", "-qtd_dispensada", "abs(qtd_dispensada)", "qtd_dispensada * 2", "CAST(cnpem AS INT)", "CAST(cnpem AS DATE)",
                "qtd_dispensada % (qtd_dispensada - qtd_dispensada)", "pvp / (pvp - pvp)")) {
            hostile(SampleViews.DEM).createOrReplaceTempView("worst");
            assertThatThrownBy(() -> SPARK.sql("SELECT " + expression + " FROM worst").collectAsList()).as(expression).isNotNull();
        }
    }

    private static Column column(Expression expression, int number) {
        return ExpressionUtils.column(expression).as("c" + number);
    }

    /** Each row holds one extreme in every column. */
    static Dataset<Row> hostile(TableDescription table) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int extreme = i;
            rows.add(RowFactory.create(table.columns().stream().map(column -> value(column, extreme)).toArray()));
        }
        return SPARK.createDataFrame(rows, SampleViews.schema(table));
    }

    private static Object value(ColumnDescription column, int extreme) {
        List<Object> values = switch (column.type().base()) {
            case BOOLEAN -> Arrays.asList(null, true, false);
            case INT -> Arrays.asList(null, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, -1, 1);
            case BIGINT -> column.isPseudonym() ? List.of(1L, 2L, Long.MAX_VALUE, Long.MIN_VALUE) : Arrays.asList(null, Long.MAX_VALUE, Long.MIN_VALUE, 0L);
            case DOUBLE -> Arrays.asList(null, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, -0.0);
            case DECIMAL -> {
                BigDecimal most = BigDecimal.TEN.pow(column.type().precision()).subtract(BigDecimal.ONE).movePointLeft(column.type().scale());
                yield Arrays.asList(null, most, most.negate(), BigDecimal.ZERO.setScale(column.type().scale()));
            }
            case STRING -> Arrays.asList(null, "", "999999999999", "x", "2024-13-45", "\u0000%_\\\\");
            case DATE -> Arrays.asList(null, LocalDate.of(9999, 12, 31), LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29));
            case TIMESTAMP -> Arrays.asList(null, Instant.parse("9999-12-31T23:59:59Z"), Instant.parse("0001-01-01T00:00:00Z"), Instant.EPOCH);
        };
        return values.get(extreme % values.size());
    }
}
