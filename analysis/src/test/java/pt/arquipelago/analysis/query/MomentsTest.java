package pt.arquipelago.analysis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Property(tries = 500)
    void mergedInAnyGroupingTheyAreThoseOfAllValues(@ForAll @Size(min = 3, max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
            @ForAll int cut) {
        int at = 1 + Math.floorMod(cut, values.size() - 2);
        Moments left = of(values.subList(0, at));
        Moments middle = of(values.subList(at, at + 1));
        Moments right = of(values.subList(at + 1, values.size()));
        assertSame(left.merge(middle).merge(right), twoPasses(values));
        assertSame(left.merge(middle.merge(right)), twoPasses(values));
        assertSame(right.merge(left).merge(middle), twoPasses(values));
    }

    @Test
    void aSmallSpreadAroundALargeMeanIsKept() {
        Moments far = of(Arrays.asList(1e9 + 1, 1e9 + 2)).merge(of(Arrays.asList(1e9 + 3, 1e9 + 4)));
        assertThat(far.m2()).isCloseTo(5.0, offset(1e-9));
    }

    @Test
    void nothingHasNoMoments() {
        assertThatThrownBy(() -> new Moments(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Moments(3, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Moments of(List<Double> values) {
        return values.stream().map(x -> new Moments(1, x, 0)).reduce(Moments::merge).orElseThrow();
    }

    private static Moments twoPasses(List<Double> values) {
        double mean = values.stream().mapToDouble(x -> x).average().orElseThrow();
        return new Moments(values.size(), mean, values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum());
    }

    private static void assertSame(Moments merged, Moments expected) {
        assertThat(merged.n()).isEqualTo(expected.n());
        assertThat(merged.mean()).isCloseTo(expected.mean(), offset(1e-6));
        assertThat(merged.m2()).isCloseTo(expected.m2(), offset(1e-9 * Math.max(1, expected.m2())));
    }
}
