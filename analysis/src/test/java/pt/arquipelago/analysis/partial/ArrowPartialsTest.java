package pt.arquipelago.analysis.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pt.arquipelago.analysis.Questions.documents;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.moments;
import static pt.arquipelago.analysis.Questions.persons;
import static pt.arquipelago.analysis.Questions.query;
import static pt.arquipelago.analysis.Questions.records;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.t;
import static pt.arquipelago.analysis.Questions.values;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;

class ArrowPartialsTest {
    private static final AggregateQuery QUERY = query(
            List.of(key("sex", ValueType.STRING), key("year", ValueType.INT), key("day", ValueType.DATE), key("at", ValueType.TIMESTAMP),
                    key("flag", ValueType.BOOLEAN), key("level", ValueType.DOUBLE), key("price", ValueType.decimal(7, 2)),
                    key("code", ValueType.BIGINT)),
            List.of(records(), sum("cost", ValueType.decimal(20, 2)), persons(), documents("receita"), values("atc", ValueType.STRING),
                    moments("hba1c"), sum("score", ValueType.DOUBLE)),
            List.of(measure("n", ValueType.BIGINT, t(0))));

    private static final PartialTable TABLE = new PartialTable(QUERY, List.of(
            new PartialRow(Arrays.asList(null, null, null, null, null, null, null, null), List.of(
                    new Released(55L, 10), new Released(null, 10), new Suppressed(Reason.REST), new Released(20L, 10),
                    new Suppressed(Reason.PROTECTED_PERSONS), new Suppressed(Reason.THRESHOLD), new Released(Double.NaN, 10))),
            new PartialRow(List.of("ção", 2024L, LocalDate.of(2024, 2, 29), Instant.parse("2024-02-29T23:59:59.123456Z"), true, -0.0,
                    new BigDecimal("12.3"), Long.MIN_VALUE), List.of(
                    new Released(Long.MAX_VALUE, 10), new Released(new BigDecimal("-123456789012345678.90"), 10), new Released(12L, 10),
                    new Suppressed(Reason.DISCLOSURE), new Released(List.of("A10BA02", "A10BB09"), 10),
                    new Released(new Moments(40, 6.5, 3.25), 10), new Released(-1.5, 10)))));

    @Test
    void whatIsWrittenIsReadBackWithNoMoreThanTheOutsideReasons() {
        assertThat(ArrowPartials.read(ArrowPartials.write(TABLE), QUERY)).isEqualTo(TABLE.outside()).isNotEqualTo(TABLE);
    }

    @Test
    void aTableWithoutRowsIsReadBack() {
        PartialTable empty = new PartialTable(QUERY, List.of());
        assertThat(ArrowPartials.read(ArrowPartials.write(empty), QUERY)).isEqualTo(empty);
    }

    @Test
    void equalTablesHaveEqualBytesWhateverTheOrderOfTheirRows() {
        PartialTable other = new PartialTable(QUERY, List.of(TABLE.rows().get(1), TABLE.rows().get(0)));
        assertThat(ArrowPartials.write(other)).isEqualTo(ArrowPartials.write(TABLE));
    }

    @Test
    void thePartialOfAnotherQueryIsRefused() {
        AggregateQuery other = query(QUERY.keys(), QUERY.terms(), List.of(measure("m", ValueType.BIGINT, t(0))));
        assertThatThrownBy(() -> ArrowPartials.read(ArrowPartials.write(TABLE), other))
                .isInstanceOf(InvalidFormat.class).hasMessageContaining("another query");
    }

    @Test
    void bytesBehindTheEndAreRefused() {
        byte[] bytes = ArrowPartials.write(TABLE);
        assertThatThrownBy(() -> ArrowPartials.read(Arrays.copyOf(bytes, bytes.length + 8), QUERY)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void everyCutIsRefused() {
        byte[] bytes = ArrowPartials.write(TABLE);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ArrowPartials.read(cut, QUERY)).isInstanceOf(InvalidFormat.class);
        }
    }

    @Test
    void changedBytesAreATableOfTheQueryOrRefusedAndNothingElse() {
        byte[] bytes = ArrowPartials.write(TABLE);
        Random random = new Random(20261122);
        Assertions.assertTimeout(Duration.ofSeconds(120), () -> {
            int refused = 0;
            for (int round = 0; round < 6_000; round++) {
                byte[] changed = bytes.clone();
                int changes = 1 + random.nextInt(4);
                for (int i = 0; i < changes; i++) {
                    changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xff);
                }
                refused += readsOrRefuses(changed) ? 0 : 1;
            }
            assertThat(refused).isGreaterThan(1_000);
        });
    }

    @Test
    void anOffsetThatAsksForGigabytesIsRefusedBeforeTheyAreAllocated() {
        ByteBuffer bytes = ByteBuffer.wrap(ArrowPartials.write(TABLE)).order(ByteOrder.LITTLE_ENDIAN);
        int offsets = 0;
        while (bytes.getInt(offsets) != 0 || bytes.getInt(offsets + 4) != "ção".getBytes(StandardCharsets.UTF_8).length
                || bytes.getInt(offsets + 8) != bytes.getInt(offsets + 4)) {
            offsets += 4;
        }
        bytes.putInt(offsets + 4, Integer.MAX_VALUE);
        assertThatThrownBy(() -> ArrowPartials.read(bytes.array(), QUERY)).isInstanceOf(InvalidFormat.class).hasMessageContaining("offsets");
    }

    private static boolean readsOrRefuses(byte[] bytes) {
        try {
            return ArrowPartials.read(bytes, QUERY).query().equals(QUERY);
        } catch (InvalidFormat refused) {
            return false;
        }
    }
}
