package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.gate.CompiledTerm;

/**
 * One statistic of one row as it is added up, and how much of it each group of persons has: no person has more of a number than the person's group, which
 * clears most numbers of dominance (rules 3.4) without looking at persons one by one.
 */
interface Tally<T extends Tally<T>> extends Statistic, Serializable {
    /** The tally of a sum or of moments; none of a term that is counted elsewhere. */
    static Accumulator.Empty<Tally<?>> of(CompiledTerm term, Optional<Argument> argument, int groups) {
        ValueType type = term.term().type();
        return switch (term.term().kind()) {
            case SUM -> exact(argument.orElseThrow(), type, groups);
            case MOMENTS -> spread(argument.orElseThrow(), groups);
            case RECORDS, PERSONS, DOCUMENTS, VALUES -> None::new;
        };
    }

    private static Accumulator.Empty<Tally<?>> exact(Argument argument, ValueType type, int groups) {
        return argument.isExact() && type != ValueType.DOUBLE ? () -> new Exact(argument, type, groups) : () -> new Sum(argument, groups);
    }

    private static Accumulator.Empty<Tally<?>> spread(Argument argument, int groups) {
        return () -> new Spread(argument, groups);
    }

    void add(int group, InternalRow record);

    void merge(T other);

    /** Those of one term, which are of one kind. */
    @SuppressWarnings("unchecked")
    static <T extends Tally<T>> void merge(Tally<?> tally, Tally<?> other) {
        ((T) tally).merge((T) other);
    }

    /** An exact sum of whole numbers, or of decimals by their digits: in whatever order, and however large on the way. */
    final class Exact implements Tally<Exact> {
        private final Argument argument;
        private final ValueType type;
        private final double[] amounts;
        private long sum = 0;
        private BigInteger beyond = BigInteger.ZERO;
        private boolean some = false;

        Exact(Argument argument, ValueType type, int groups) {
            this.argument = argument;
            this.type = type;
            this.amounts = new double[groups];
        }

        @Override
        public void add(int group, InternalRow record) {
            if (argument.isMissing(record)) {
                return;
            }
            some = true;
            if (argument.isLong()) {
                long digits = argument.digits(record);
                add(digits);
                amounts[group] += Math.abs((double) digits);
            } else {
                BigInteger digits = argument.wide(record);
                beyond = beyond.add(digits);
                amounts[group] += Math.abs(digits.doubleValue());
            }
        }

        private void add(long digits) {
            long next = sum + digits;
            if (((sum ^ next) & (digits ^ next)) < 0) {
                beyond = beyond.add(BigInteger.valueOf(sum));
                next = digits;
            }
            sum = next;
        }

        @Override
        public void merge(Exact other) {
            add(other.sum);
            beyond = beyond.add(other.beyond);
            some |= other.some;
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] += other.amounts[i];
            }
        }

        @Override
        public Object value() {
            BigInteger digits = beyond.add(BigInteger.valueOf(sum));
            if (!some) {
                return null;
            }
            if (!type.isDecimal()) {
                return digits.bitLength() < Long.SIZE ? digits.longValue() : null;
            }
            BigDecimal exact = new BigDecimal(digits, argument.scale()).setScale(type.scale(), RoundingMode.HALF_UP);
            return exact.precision() <= type.precision() ? SparkValues.canonical(type, exact) : null;
        }

        @Override
        public List<double[]> byGroup() {
            return List.of(amounts);
        }
    }

    /** A sum of DOUBLE. */
    final class Sum implements Tally<Sum> {
        private final Argument argument;
        private final double[] amounts;
        private double sum = 0;
        private boolean some = false;

        Sum(Argument argument, int groups) {
            this.argument = argument;
            this.amounts = new double[groups];
        }

        @Override
        public void add(int group, InternalRow record) {
            if (!argument.isMissing(record)) {
                double amount = argument.amount(record);
                some = true;
                sum += amount;
                amounts[group] += Math.abs(amount);
            }
        }

        @Override
        public void merge(Sum other) {
            some |= other.some;
            sum += other.sum;
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] += other.amounts[i];
            }
        }

        @Override
        public Double value() {
            return some ? (Double) sum : null;
        }

        @Override
        public List<double[]> byGroup() {
            return List.of(amounts);
        }
    }

    /** Number, mean and spread, by Welford's method and merged as Chan does: no Σx² that loses digits. */
    final class Spread implements Tally<Spread> {
        private final Argument argument;
        private final long[] numbers;
        private final double[] means;
        private final double[] spreads;
        private final double[] amounts;

        Spread(Argument argument, int groups) {
            this.argument = argument;
            this.numbers = new long[groups];
            this.means = new double[groups];
            this.spreads = new double[groups];
            this.amounts = new double[groups];
        }

        @Override
        public void add(int group, InternalRow record) {
            if (!argument.isMissing(record)) {
                double amount = argument.amount(record);
                double away = amount - means[group];
                means[group] += away / ++numbers[group];
                spreads[group] += away * (amount - means[group]);
                amounts[group] += Math.abs(amount);
            }
        }

        @Override
        public void merge(Spread other) {
            for (int i = 0; i < numbers.length; i++) {
                if (other.numbers[i] > 0) {
                    Moments both = numbers[i] == 0 ? other.group(i) : group(i).merge(other.group(i));
                    numbers[i] = both.n();
                    means[i] = both.mean();
                    spreads[i] = both.m2();
                    amounts[i] += other.amounts[i];
                }
            }
        }

        private Moments group(int i) {
            return new Moments(numbers[i], means[i], spreads[i]);
        }

        @Override
        public Moments value() {
            Moments all = null;
            for (int i = 0; i < numbers.length; i++) {
                all = numbers[i] == 0 ? all : all == null ? group(i) : all.merge(group(i));
            }
            return all;
        }

        /** Of a group, Σ(x − mean)² around the mean of all is its own spread and its mean's distance. */
        @Override
        public List<double[]> byGroup() {
            Moments all = value();
            double[] counted = new double[numbers.length];
            double[] around = new double[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] > 0) {
                    double away = means[i] - all.mean();
                    counted[i] = numbers[i];
                    around[i] = spreads[i] + counted[i] * away * away;
                }
            }
            return List.of(counted, amounts, around);
        }
    }

    /** The value is counted elsewhere. */
    final class None implements Tally<None> {
        @Override
        public void add(int group, InternalRow record) {}

        @Override
        public void merge(None other) {}

        @Override
        public Object value() {
            throw new IllegalStateException("no statistic of the records");
        }

        @Override
        public List<double[]> byGroup() {
            return List.of();
        }
    }
}
