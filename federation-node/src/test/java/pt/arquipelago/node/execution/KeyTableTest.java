package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Keys are told apart by all their bytes, and by nothing else. */
class KeyTableTest {
    private static final StructType TYPE = new StructType().add("a", DataTypes.StringType).add("b", DataTypes.LongType);

    private final UnsafeProjection projection = UnsafeProjection.create(TYPE);
    private final KeyTable<int[]> table = new KeyTable<>();

    /** The row's memory is the next one's too, as Spark does it. */
    private UnsafeRow key(String a, Long b) {
        InternalRow row = new GenericInternalRow(new Object[] {a == null ? null : UTF8String.fromString(a), b});
        return projection.apply(row);
    }

    private void count(String a, Long b) {
        table.of(key(a, b), () -> new int[1])[0]++;
    }

    @Test
    void countsAsAMapDoes() {
        Random random = new Random(7);
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
        UnsafeProjection none = UnsafeProjection.create(new StructType());
        for (int i = 0; i < 3; i++) {
            table.of(none.apply(new GenericInternalRow(0)), () -> new int[1])[0]++;
        }
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.value(0)[0]).isEqualTo(3);
    }
}
