package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;

class TallyTest {
    private static final ValueType BIGINT = ValueType.BIGINT;
    private static final int GROUPS = Groups.FEW.count();

    @Test
    void aSumThatLeavesItsTypeOnlyOnTheWayIsStillExact() {
        Tally.Exact sum = new Tally.Exact(Argument.of(0, DataTypes.LongType), BIGINT, GROUPS);
        Tally.Exact more = new Tally.Exact(Argument.of(0, DataTypes.LongType), BIGINT, GROUPS);
        List.of(Long.MAX_VALUE, Long.MAX_VALUE, 5L).forEach(each -> sum.add(0, record(each)));
        List.of(-Long.MAX_VALUE, -Long.MAX_VALUE).forEach(each -> more.add(1, record(each)));
        sum.merge(more);
        assertThat(sum.value()).isEqualTo(5L);
    }

    @Test
    void aSumThatLeavesItsTypeIsNull() {
        Tally.Exact sum = new Tally.Exact(Argument.of(0, DataTypes.LongType), BIGINT, GROUPS);
        List.of(Long.MAX_VALUE, 1L).forEach(each -> sum.add(0, record(each)));
        assertThat(sum.value()).isNull();
        Tally.Exact cents = new Tally.Exact(Argument.of(0, DataTypes.createDecimalType(10, 2)), ValueType.decimal(5, 2), GROUPS);
        List.of(99_999L, 1L).forEach(each -> cents.add(0, record(each)));
        assertThat(cents.value()).isNull();
    }

    @Test
    void decimalsAreAddedByTheirDigits() {
        Tally.Exact sum = new Tally.Exact(Argument.of(0, DataTypes.createDecimalType(10, 2)), ValueType.decimal(20, 2), GROUPS);
        List.of(1_010L, 2_035L, -45L).forEach(each -> sum.add(0, record(each)));
        assertThat(sum.value()).isEqualTo(new BigDecimal("30.00"));
    }

    @Test
    void withoutAValueThereIsNoSum() {
        Tally.Exact exact = new Tally.Exact(Argument.of(0, DataTypes.LongType), BIGINT, GROUPS);
        exact.add(0, record((Object) null));
        assertThat(exact.value()).isNull();
        Tally.Sum real = new Tally.Sum(Argument.ofDouble(0), GROUPS);
        real.add(0, record((Object) null));
        assertThat(real.value()).isNull();
    }

    @Test
    void aSumsBoundIsItsGroupsAbsoluteAmounts() {
        Tally.Exact sum = new Tally.Exact(Argument.of(0, DataTypes.LongType), BIGINT, GROUPS);
        sum.add(0, record(-7L));
        sum.add(1, record(3L));
        sum.add(0, record(2L));
        assertThat(sum.concentrations()).containsExactly(new Concentration(9, 3, 12, false));
    }

    @Test
    void momentsAreThoseOfAllValuesHoweverTheyAreParted() {
        Random random = new Random(3);
        double[] values = random.doubles(500, 1e6, 1e6 + 1).toArray();
        List<Tally.Spread> parts = IntStream.range(0, 3).mapToObj(i -> new Tally.Spread(Argument.ofDouble(0), GROUPS)).toList();
        for (double value : values) {
            parts.get(random.nextInt(3)).add(random.nextInt(GROUPS), record(value));
        }
        parts.get(0).merge(parts.get(1));
        parts.get(0).merge(parts.get(2));
        Moments moments = parts.get(0).value();
        double mean = DoubleStream.of(values).average().orElseThrow();
        assertThat(moments.n()).isEqualTo(500);
        assertThat(moments.mean()).isCloseTo(mean, within(1e-8));
        assertThat(moments.m2()).isCloseTo(DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum(), within(1e-6));
    }

    private static InternalRow record(Object... values) {
        return new GenericInternalRow(values);
    }
}
