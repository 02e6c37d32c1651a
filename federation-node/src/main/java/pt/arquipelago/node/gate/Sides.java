package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;

/** Takes an aggregate apart by the arms that its records come from: each arm's share is a number of its own. */
final class Sides {
    private final Scope scope;

    Sides(Scope scope) {
        this.scope = scope;
    }

    /** Sides that may hold something; without arms the aggregate itself. */
    List<Side> of(Expression input, List<Expression> filter, Expression at) {
        List<Side> sides = List.of(new Side(input, filter));
        for (Arms arms : scope.arms()) {
            if (!arms.told()) {
                sides = sides.stream().flatMap(side -> parted(side, arms).stream()).toList();
            }
        }
        if (sides.isEmpty()) {
            throw GateRefusal.ARGUMENT.because("No table gives anything to this number.", Places.of(at));
        }
        return sides;
    }

    private List<Side> parted(Side side, Arms arms) {
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < arms.count(); i++) {
            int arm = i;
            boolean another = side.filter().stream().anyMatch(condition -> arms.armOf(condition).filter(given -> given != arm).isPresent());
            Expression input = arms.at(side.input(), arm, scope);
            List<Expression> filter = new ArrayList<>(List.of(arms.is(arm)));
            side.filter().stream().filter(condition -> arms.armOf(condition).isEmpty()).forEach(condition -> filter.add(arms.at(condition, arm, scope)));
            boolean nothing = input instanceof Literal literal && literal.value() == null
                    || filter.stream().anyMatch(condition -> condition instanceof Literal literal && !Boolean.TRUE.equals(literal.value()));
            if (!another && !nothing && !arms.isExcluded(arm, scope)) {
                sides.add(new Side(input, filter));
            }
        }
        return sides;
    }
}

/**
 * One side of an aggregate.
 *
 * @param filter its conditions, that of the arm among them
 */
record Side(Expression input, List<Expression> filter) {}
