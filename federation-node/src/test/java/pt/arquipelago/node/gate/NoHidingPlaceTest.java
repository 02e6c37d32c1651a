package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Predicate;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/**
 * Sums of nested expressions at random: digits packed, fractions, powers, moduli, truth values as numbers, holes. Whatever the gate lets
 * in falls into terms of which no argument holds a literal or a choice, so that a literal tells persons apart in conditions alone, each of
 * which is tested; and the terms with their weights are the whole sum: for every record, the expression is what its terms say.
 */
@Tag("spark")
class NoHidingPlaceTest {
    private static final SparkSession SPARK = SparkForTests.session();
    private static final List<PermittedView> VIEWS = SampleViews.views(SPARK, table -> new SampleRows(11).of(SPARK, table));
    private static final List<String> MEASURES = List.of("qtd_dispensada", "pvp", "valor_sns");
    private static final List<String> CONDITIONS = List.of("generico", "atc LIKE 'A10%'", "sexo = 'M'", "pvp > 10", "qtd_dispensada = 3", "pvp IS NULL",
            "year(data_dispensa) = 2024", "atc IN ('A10BA02', 'C10AA05')", "NOT generico", "length(atc) = 7");
    private static final List<String> LITERALS = List.of("1", "0", "1000", "0.001", "-3", "7");
    private static final int EXPRESSIONS = 120;

    private final Random random = new Random(20240101);

    private String number(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? pick(LITERALS) : pick(MEASURES);
        }
        String a = number(depth - 1);
        return switch (random.nextInt(13)) {
            case 0 -> "(" + a + " + " + number(depth - 1) + ")";
            case 1 -> "(" + a + " - " + number(depth - 1) + ")";
            case 2 -> "(" + pick(LITERALS) + " * " + a + ")";
            case 3 -> "(" + a + " / 1000)";
            case 4 -> "(CASE WHEN " + pick(CONDITIONS) + " THEN " + a + " WHEN " + pick(CONDITIONS) + " THEN " + number(depth - 1) + " ELSE " + number(depth - 1) + " END)";
            case 5 -> "if(" + pick(CONDITIONS) + ", " + a + ", " + number(depth - 1) + ")";
            case 6 -> "coalesce(" + a + ", " + pick(LITERALS) + ")";
            case 7 -> "CAST((" + pick(CONDITIONS) + ") AS INT)";
            case 8 -> "nullif(" + a + ", " + pick(LITERALS) + ")";
            case 9 -> "least(" + a + ", 5)";
            case 10 -> "(" + a + " % 10)";
            case 11 -> "power(" + a + ", 3)";
            default -> "(" + a + " * " + number(depth - 1) + ")";
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void aLiteralTellsRecordsApartInConditionsAlone() {
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = number(1 + random.nextInt(3));
            CompiledQuestion question;
            try {
                question = new Gate().compile(SPARK, "SELECT sum(" + expression + ") AS x FROM dem", VIEWS);
            } catch (RefusedException e) {
                refused++;
                continue;
            }
            accepted++;
            question.terms().forEach(term -> term.argument().ifPresent(argument -> assertThat(hides(argument)).as("%s: %s", expression, argument).isFalse()));
            assertThat(differences(expression, question)).as(expression).isZero();
        }
        assertThat(accepted).isGreaterThan(EXPRESSIONS / 4);
        assertThat(refused).isGreaterThan(EXPRESSIONS / 10);
    }

    /** A choice, a comparison or a constant inside what is summed. */
    private static boolean hides(Expression argument) {
        return Trees.any(argument, e -> e instanceof Literal || e instanceof CaseWhen || e instanceof If || e instanceof Coalesce || e instanceof Predicate);
    }

    /** Records for which the terms, with their weights, are not what the expression is; weights are found from the sum's own expression. */
    private static long differences(String expression, CompiledQuestion question) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < question.terms().size(); i++) {
            CompiledTerm term = question.terms().get(i);
            Column value = term.argument().map(argument -> (Column) ExpressionUtils.column(argument)).orElse(functions.lit(1)).cast("double");
            Column met = term.condition().map(condition -> (Column) ExpressionUtils.column(condition)).orElse(functions.lit(true));
            columns.add(functions.coalesce(functions.when(met, value), functions.lit(0.0)).as("t" + i));
        }
        columns.add(ExpressionUtils.column(question.person()).as("p"));
        Dataset<Row> terms = org.apache.spark.sql.classic.Dataset.ofRows((org.apache.spark.sql.classic.SparkSession) SPARK, question.child())
                .select(columns.toArray(Column[]::new));
        List<Row> parts = terms.collectAsList();
        List<Row> whole = naive(expression);
        double[] weights = Weights.of(question.query().outputs().get(0).expr(), question.terms().size());
        List<Double> sums = new ArrayList<>();
        for (Row row : parts) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * row.getDouble(i);
            }
            sums.add(sum);
        }
        List<Double> values = new ArrayList<>(whole.stream().map(row -> row.isNullAt(0) ? 0.0 : row.getDouble(0)).toList());
        sums.sort(Double::compare);
        values.sort(Double::compare);
        assertThat(sums).hasSameSizeAs(values);
        long different = 0;
        for (int i = 0; i < sums.size(); i++) {
            different += Math.abs(sums.get(i) - values.get(i)) > 1e-6 * Math.max(1, Math.abs(values.get(i))) ? 1 : 0;
        }
        return different;
    }

    /** The expression of every record, by Spark itself. */
    private static List<Row> naive(String expression) {
        SparkSession plain = SPARK.newSession();
        plain.conf().set("spark.sql.ansi.enabled", "false");
        VIEWS.stream().filter(view -> view.name().equals("dem")).forEach(view -> org.apache.spark.sql.classic.Dataset
                .ofRows((org.apache.spark.sql.classic.SparkSession) plain, ((org.apache.spark.sql.classic.Dataset<Row>) view.relation()).queryExecution().analyzed())
                .createOrReplaceTempView("dem"));
        return plain.sql("SELECT CAST(" + expression + " AS DOUBLE) FROM dem").collectAsList();
    }
}
