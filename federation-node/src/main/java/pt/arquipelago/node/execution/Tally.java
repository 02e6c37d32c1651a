package pt.arquipelago.node.execution;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;

/** Puts one term of one row together from the row's groups of persons. */
interface Tally {
    /** @param at the term's first column in the row */
    void add(int group, Row row, int at);

    /** Null for no record, or a sum that left its type. */
    Object value();

    /** Bounds, from the groups. */
    List<Concentration> concentrations();

    /** Columns it needs of a row. */
    int width();

    static Tally of(Term term) {
        return switch (term.kind()) {
            case RECORDS -> new Records();
            case SUM -> new Sum(term);
            case MOMENTS -> new Spread();
            case DOCUMENTS, PERSONS, VALUES -> new None();
        };
    }

    /** Columns: the number. */
    final class Records implements Tally {
        private final double[] numbers = new double[RecordsPass.GROUPS];
        private long total = 0;

        @Override
        public void add(int group, Row row, int at) {
            total += row.getLong(at);
            numbers[group] += row.getLong(at);
        }

        @Override
        public Long value() {
            return total;
        }

        @Override
        public List<Concentration> concentrations() {
            return List.of(Concentration.ofGroups(numbers));
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /** Columns: the sum, the sum of absolute values (NULL where there is no value). */
    final class Sum implements Tally {
        private final Term term;
        private final double[] amounts = new double[RecordsPass.GROUPS];
        private final List<Object> sums = new ArrayList<>();
        private boolean left = false;

        Sum(Term term) {
            this.term = term;
        }

        @Override
        public void add(int group, Row row, int at) {
            if (row.isNullAt(at + 1)) {
                return;
            }
            amounts[group] += row.getDouble(at + 1);
            left |= row.isNullAt(at);
            sums.add(row.get(at));
        }

        @Override
        public Object value() {
            if (left || sums.isEmpty()) {
                return null;
            }
            if (sums.get(0) instanceof Double) {
                return sums.stream().mapToDouble(Double.class::cast).sum();
            }
            BigDecimal sum = sums.stream().map(each -> new BigDecimal(each.toString())).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (term.type().isDecimal()) {
                return sum.precision() <= term.type().precision() ? SparkValues.canonical(term.type(), sum) : null;
            }
            return sum.toBigInteger().bitLength() < Long.SIZE ? sum.longValue() : null;
        }

        @Override
        public List<Concentration> concentrations() {
            return List.of(Concentration.ofGroups(amounts));
        }

        @Override
        public int width() {
            return 2;
        }
    }

    /** Columns: number, mean, population variance, sum of absolute values. */
    final class Spread implements Tally {
        private final Moments[] groups = new Moments[RecordsPass.GROUPS];
        private final double[] amounts = new double[RecordsPass.GROUPS];

        @Override
        public void add(int group, Row row, int at) {
            long n = row.getLong(at);
            if (n > 0) {
                groups[group] = new Moments(n, row.getDouble(at + 1), row.getDouble(at + 2) * n);
                amounts[group] = row.getDouble(at + 3);
            }
        }

        @Override
        public Moments value() {
            Moments all = null;
            for (Moments group : groups) {
                all = group == null ? all : all == null ? group : all.merge(group);
            }
            return all;
        }

        /** Of a group, Σ(x − mean)² around the mean of all is its own spread and its mean's distance. */
        @Override
        public List<Concentration> concentrations() {
            Moments all = value();
            double[] numbers = new double[groups.length];
            double[] spreads = new double[groups.length];
            for (int i = 0; i < groups.length; i++) {
                if (groups[i] != null) {
                    double away = groups[i].mean() - all.mean();
                    numbers[i] = groups[i].n();
                    spreads[i] = groups[i].m2() + numbers[i] * away * away;
                }
            }
            return List.of(Concentration.ofGroups(numbers), Concentration.ofGroups(amounts), Concentration.ofGroups(spreads));
        }

        @Override
        public int width() {
            return 4;
        }
    }

    /** No columns: the value comes from another pass. */
    final class None implements Tally {
        @Override
        public void add(int group, Row row, int at) {}

        @Override
        public Object value() {
            throw new IllegalStateException("no statistic of the records");
        }

        @Override
        public List<Concentration> concentrations() {
            return List.of();
        }

        @Override
        public int width() {
            return 0;
        }
    }
}
