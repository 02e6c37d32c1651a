package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import pt.arquipelago.analysis.query.Expr;

/**
 * The width of the bins that the quantiles of a column are read from. It is the question's, not the data's; where bins are released
 * together, the cell's mark says so.
 */
public record BinWidth(BigDecimal least, BigDecimal most) {
    public static final String NOTE = "quantile by histogram: the middle of a bin";

    public BinWidth {
        requireNonNull(least, "least is null");
        requireNonNull(most, "most is null");
        if (least.signum() <= 0 || least.compareTo(most) > 0) {
            throw new IllegalArgumentException("the width of bins is not above 0");
        }
    }

    public static BinWidth of(Expr.Quantile quantile) {
        BigDecimal least = null;
        BigDecimal most = null;
        for (int i = 1; i < quantile.edges().size(); i++) {
            BigDecimal width = quantile.edges().get(i).subtract(quantile.edges().get(i - 1));
            least = least == null ? width : least.min(width);
            most = most == null ? width : most.max(width);
        }
        return new BinWidth(least, most);
    }

    public BinWidth and(BinWidth other) {
        return new BinWidth(least.min(other.least), most.max(other.most));
    }
}
