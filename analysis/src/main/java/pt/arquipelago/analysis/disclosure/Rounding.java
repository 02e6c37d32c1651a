package pt.arquipelago.analysis.disclosure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * What an institution may oblige its node to: counts and sums leave as multiples of a base, the nearest one, half up, and no count below
 * the smallest multiple that k persons can be. The same number always becomes the same, so that asking again tells nothing; whatever is
 * made of these numbers, also over several institutions, is made of the rounded ones. A spread keeps mean and variance; its number is
 * rounded. Lists of codes stay as they are.
 *
 * @param base 1: nothing is rounded
 */
public record Rounding(int base) {
    public static final Rounding NONE = new Rounding(1);

    public Rounding {
        if (base < 1) {
            throw new IllegalArgumentException("a rounding base is below 1");
        }
    }

    public PartialTable apply(PartialTable table) {
        return base == 1 ? table : new PartialTable(table.query(), table.rows().stream().map(row -> row(table, row)).toList());
    }

    private PartialRow row(PartialTable table, PartialRow row) {
        List<PartialCell> cells = new ArrayList<>(row.cells().size());
        for (int i = 0; i < row.cells().size(); i++) {
            PartialCell cell = row.cells().get(i);
            cells.add(cell instanceof Released released ? new Released(rounded(table.query().terms().get(i), released), released.personsAtLeast()) : cell);
        }
        return new PartialRow(row.keys(), cells);
    }

    private Object rounded(Term term, Released cell) {
        Object value = cell.value();
        return switch (term.kind()) {
            case RECORDS, PERSONS -> count((Long) value, cell.personsAtLeast());
            case DOCUMENTS -> count((Long) value, 1);
            case SUM -> value == null ? null : sum(term.type(), value);
            case MOMENTS -> moments((Moments) value, cell.personsAtLeast());
            case VALUES -> value;
        };
    }

    private long count(long number, int least) {
        return Math.max(nearest(BigDecimal.valueOf(number)).longValueExact(), Math.floorDiv(least + base - 1L, base) * base);
    }

    /** A sum that leaves its type by it is none. */
    private Object sum(ValueType type, Object value) {
        if (value instanceof Double real) {
            return Double.isFinite(real) ? (Object) (Math.rint(real / base) * base) : real;
        }
        BigInteger whole = nearest(new BigDecimal(value.toString()));
        if (type.isDecimal()) {
            BigDecimal exact = new BigDecimal(whole).setScale(type.scale());
            return exact.precision() <= type.precision() ? exact : null;
        }
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : null;
    }

    private Moments moments(Moments exact, int least) {
        long n = count(exact.n(), least);
        return new Moments(n, exact.mean(), exact.m2() / exact.n() * n);
    }

    private BigInteger nearest(BigDecimal number) {
        return number.divide(BigDecimal.valueOf(base), 0, RoundingMode.HALF_UP).toBigIntegerExact().multiply(BigInteger.valueOf(base));
    }
}
