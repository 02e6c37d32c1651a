package pt.arquipelago.analysis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.InvalidFormat;

class ValuesTest {
    private static final ValueType MONEY = ValueType.decimal(7, 2);

    @Test
    void equalValuesAreEqualObjects() {
        assertThat(Values.canonical(ValueType.DOUBLE, -0.0)).isEqualTo(0.0);
        assertThat(Values.canonical(MONEY, new BigDecimal("1"))).isEqualTo(new BigDecimal("1.00"));
        assertThat(Values.canonical(MONEY, new BigDecimal("1.1000"))).isEqualTo(new BigDecimal("1.10"));
        assertThat(Values.canonical(ValueType.TIMESTAMP, Instant.ofEpochSecond(0, 1_999))).isEqualTo(Instant.ofEpochSecond(0, 1_000));
    }

    @Test
    void aValueOfAnotherTypeOrRangeIsRefusedWithoutShowingIt() {
        List<Object[]> wrong = List.of(new Object[] {ValueType.INT, 1L << 31}, new Object[] {ValueType.BIGINT, 7}, new Object[] {MONEY, new BigDecimal("0.001")},
                new Object[] {MONEY, new BigDecimal("123456.00")}, new Object[] {MONEY, new BigDecimal("1E+900000000")},
                new Object[] {ValueType.STRING, "\ud800"}, new Object[] {ValueType.DATE, LocalDate.of(10_000, 1, 1)}, new Object[] {ValueType.TIMESTAMP, Instant.MAX}, new Object[] {ValueType.DOUBLE, 1L});
        for (Object[] pair : wrong) {
            assertThatThrownBy(() -> Values.canonical((ValueType) pair[0], pair[1])).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a value is not of type " + pair[0]);
        }
    }

    @Test
    void textsAreOrderedByTheirBytesAndNullIsLast() {
        List<Object> texts = new ArrayList<>(List.of("ｚ", "é", "z", "Z", "", "😀"));
        texts.add(2, null);
        texts.sort(Values.nullsLast());
        assertThat(texts).containsExactly("", "Z", "z", "é", "ｚ", "😀", null);
    }

    @Test
    void everyValueIsReadBackFromItsJson() {
        check(ValueType.BIGINT, Long.MIN_VALUE, "\"-9223372036854775808\"");
        check(ValueType.INT, -5L, "-5");
        check(MONEY, new BigDecimal("-12.30"), "\"-12.30\"");
        check(ValueType.decimal(38, 38), new BigDecimal("1E-38"), "\"0.00000000000000000000000000000000000001\"");
        check(ValueType.DOUBLE, 0.1, "0.1");
        check(ValueType.DOUBLE, Double.NaN, "\"NaN\"");
        check(ValueType.DOUBLE, Double.NEGATIVE_INFINITY, "\"-Infinity\"");
        check(ValueType.BOOLEAN, true, "true");
        check(ValueType.DATE, LocalDate.of(2024, 2, 29), "\"2024-02-29\"");
        check(ValueType.TIMESTAMP, Instant.parse("2024-02-29T23:59:59.000001Z"), "\"2024-02-29T23:59:59.000001Z\"");
        check(ValueType.STRING, "ção \"", "\"ção \\\"\"");
        check(ValueType.STRING, null, "null");
    }

    private static void check(ValueType type, Object value, String json) {
        assertThat(ValueJson.write(type, value).toString()).isEqualTo(json);
        assertThat(ValueJson.read(type, StrictJson.parse(json))).isEqualTo(value);
    }

    @Test
    void jsonOfAnotherFormIsRefused() {
        for (String[] pair : new String[][] {{"BIGINT", "5"}, {"BIGINT", "\"05\""}, {"BIGINT", "\"9223372036854775808\""}, {"INT", "2147483648"},
            {"INT", "1.0"}, {"DECIMAL(7,2)", "1.5"}, {"DECIMAL(7,2)", "\"1e3\""}, {"DATE", "\"2024-02-30\""}, {"TIMESTAMP", "\"2024-02-29\""},
            {"DOUBLE", "\"nan\""}, {"BOOLEAN", "1"}}) {
            assertThatThrownBy(() -> ValueJson.read(ValueType.parse(pair[0]), StrictJson.parse(pair[1]))).as(pair[0] + " " + pair[1]).isInstanceOf(InvalidFormat.class);
        }
    }
}
