package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Keys are told apart by all their bytes, and by nothing else. */
class KeyTableTest {
    private static final StructType TYPE = new StructType().add("a", DataTypes.StringType).add("b", DataTypes.LongType);
    private static final StructType BESIDE = new StructType().add("x", DataTypes.LongType).add("y", DataTypes.createDecimalType(38, 2));

    private final UnsafeProjection alone = UnsafeProjection.create(TYPE);
    private final Random random = new Random(7);
    /** More columns than a word has bits for, so that the keys' bits are in the second and third. */
    private final StructType row;
    private final UnsafeProjection projection;
    private final KeyTable<int[]> table;

    KeyTableTest() {
        StructType wide = BESIDE;
        for (int i = 0; i < 125; i++) {
            wide = wide.add("z" + i, DataTypes.LongType);
        }
        row = wide.add("a", DataTypes.StringType).add("b", DataTypes.LongType);
        projection = UnsafeProjection.create(row);
        table = new KeyTable<>(RowKeys.of(row, 2));
    }

    private static UTF8String text(String a) {
        return a == null ? null : UTF8String.fromString(a);
    }

    private UnsafeRow key(String a, Long b) {
        return alone.apply(new GenericInternalRow(new Object[] {text(a), b}));
    }

    /** The row's memory is the next one's too, as Spark does it; what stands beside the keys is as it comes. */
    private void count(String a, Long b) {
        Object[] values = new Object[row.size()];
        values[0] = random.nextBoolean() ? null : random.nextLong();
        values[1] = random.nextBoolean() ? null : Decimal.apply(new BigDecimal(new BigInteger(100, random), 2), 38, 2);
        for (int i = 2; i < values.length - 2; i++) {
            values[i] = random.nextBoolean() ? null : random.nextLong();
        }
        values[values.length - 2] = text(a);
        values[values.length - 1] = b;
        table.of(projection.apply(new GenericInternalRow(values)), () -> new int[1])[0]++;
    }

    @Test
    void countsAsAMapDoes() {
        Map<UnsafeRow, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String a = random.nextInt(20) == 0 ? null : "código-".repeat(random.nextInt(4)) + random.nextInt(30);
            Long b = random.nextInt(20) == 0 ? null : (long) random.nextInt(40) - 20;
            count(a, b);
            expected.merge(key(a, b).copy(), 1, Integer::sum);
        }
        assertThat(table.size()).isEqualTo(expected.size()).isGreaterThan(2_000);
        for (int i = 0; i < table.size(); i++) {
            assertThat(table.value(i)[0]).isEqualTo(expected.get(table.key(i)));
        }
    }

    @Test
    void keysOfOtherLengthsAndMissingOnesAreKeysOfTheirOwn() {
        count("", null);
        count(null, null);
        count("", 0L);
        count(null, 0L);
        count("a", 0L);
        count("a\0", 0L);
        count("a\0\0\0\0\0\0\0\0", 0L);
        assertThat(table.size()).isEqualTo(7);
        count("a", 0L);
        assertThat(table.size()).isEqualTo(7);
        assertThat(table.value(4)[0]).isEqualTo(2);
    }

    @Test
    void withoutKeysThereIsOne() {
        UnsafeProjection none = UnsafeProjection.create(BESIDE);
        KeyTable<int[]> one = new KeyTable<>(RowKeys.of(BESIDE, 0));
        for (long i = 0; i < 3; i++) {
            Decimal amount = Decimal.apply(new BigDecimal(BigInteger.valueOf(i), 2), 38, 2);
            one.of(none.apply(new GenericInternalRow(new Object[] {i == 1 ? null : i, i == 2 ? null : amount})), () -> new int[1])[0]++;
        }
        assertThat(one.size()).isEqualTo(1);
        assertThat(one.value(0)[0]).isEqualTo(3);
    }
}
