package pt.arquipelago.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.query;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Functions;
import pt.arquipelago.analysis.query.ValueType;

/** Runs the table {@code functions.txt}: the type of each call is checked as a query checks it, then its value. */
class FunctionTableTest {
    /** Terms of one row: each function's argument that is written ERROR stands for a division by zero of its type. */
    private static final Evaluator EVALUATOR = new Evaluator(List.of(), term -> new Outcome.NotComputable());

    static Stream<String> lines() throws IOException {
        try (InputStream table = FunctionTableTest.class.getResourceAsStream("/functions.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void givesWhatTheTableSays(String line) {
        String[] parts = line.split("\\|");
        String function = parts[0].strip();
        List<Expr> arguments = new ArrayList<>();
        for (String argument : parts[1].split(";")) {
            arguments.add(argument(argument.strip()));
        }
        String result = parts[2].strip();
        if (result.equals("ILL-TYPED")) {
            assertIllTyped(function, arguments);
            return;
        }
        ValueType type = ValueType.parse(result.split(" ")[0]);
        String value = result.split(" ")[1];
        Expr expr = call(function, type, arguments.toArray(new Expr[0]));
        requireTyped(expr, type);
        Outcome expected = value.equals("ERROR") ? new Outcome.NotComputable() : new Outcome.Known(value(type, value));
        assertThat(EVALUATOR.evaluate(expr)).isEqualTo(expected);
    }

    @Test
    void everyFunctionOfTheListIsInTheTableOrTakesTerms() throws IOException {
        Set<String> missing = new TreeSet<>(Functions.names());
        lines().map(line -> line.split("\\|")[0].strip()).forEach(missing::remove);
        assertThat(missing).containsExactlyInAnyOrder("stddev-pop", "stddev-samp", "variance-pop", "correlation", "covariance-pop", "covariance-samp", "products",
                "slope", "intercept", "determination");
    }

    private static void assertIllTyped(String function, List<Expr> arguments) {
        for (ValueType type : List.of(ValueType.STRING, ValueType.BIGINT, ValueType.DOUBLE, ValueType.BOOLEAN, ValueType.decimal(5, 2))) {
            if (function.equals("cast") && type.isNumeric()) {
                continue;
            }
            Expr expr = call(function, type, arguments.toArray(new Expr[0]));
            assertThatThrownBy(() -> requireTyped(expr, type)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void requireTyped(Expr expr, ValueType type) {
        query(List.of(), List.of(), List.of(measure("x", type, expr)));
    }

    /** {@code ERROR} becomes an expression that is not computable and has the type. */
    private static Expr argument(String text) {
        ValueType type = ValueType.parse(text.split(" ")[0]);
        String value = text.split(" ")[1];
        if (!value.equals("ERROR")) {
            return literal(value(type, value), type);
        }
        Expr broken = call("integral-divide", ValueType.BIGINT, literal(1L, ValueType.BIGINT), literal(0L, ValueType.BIGINT));
        return type.equals(ValueType.BIGINT) ? broken : call("cast", type, broken);
    }

    private static Object value(ValueType type, String text) {
        if (text.equals("NULL")) {
            return null;
        }
        return switch (type.base()) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INT, BIGINT -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case STRING -> text;
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
        };
    }
}
