package pt.arquipelago.node.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.NumericType;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;

/** What rows may be told apart by (rules 1, group keys): groupable columns, closed derivations of them, bands. */
final class Keys {
    private static final Set<String> COARSE_UNITS = Set.of("year", "yyyy", "yy", "quarter", "month", "mm", "mon", "week");
    private static final Set<String> COARSE_PATTERNS = Set.of("yyyy", "yyyy-MM", "yyyy/MM", "yyyyMM", "MM", "MM/yyyy", "MM-yyyy");
    private static final Set<String> COARSE_SPANS = Set.of("YEAR", "QUARTER", "MONTH");

    private final Scope scope;
    private final Dates dates;

    Keys(Scope scope) {
        this.scope = scope;
        this.dates = new Dates(scope);
    }

    void require(Expression key) {
        Pseudonyms.requireNone(key, scope);
        if (Types.of(key.dataType()).isEmpty()) {
            throw GateRefusal.KEY.because("A key of this type is not accepted: " + key.dataType().sql() + ".", Places.of(key));
        }
        if (!accepts(key)) {
            throw refusal(key);
        }
    }

    boolean accepts(Expression e) {
        if (e.dataType() instanceof BooleanType && !(e instanceof Attribute)) {
            return true;
        }
        if (e instanceof Literal) {
            return true;
        }
        if (e instanceof Attribute) {
            return scope.column(e).map(this::accepts).orElse(false);
        }
        return calendar(e) || choice(e) || text(e) || number(e);
    }

    private boolean accepts(Column column) {
        if (column.source() instanceof Source.Base base) {
            return base.description().groupable();
        } else if (column.source() instanceof Source.StepKey key) {
            return new Keys(Dates.inner(scope, key)).accepts(key.expression());
        } else if (column.source() instanceof Source.ByPerson by) {
            return by.result() == Source.Result.COUNT || by.result() == Source.Result.FLAG || column.attribute().dataType() instanceof BooleanType;
        }
        return false;
    }

    private boolean calendar(Expression e) {
        if (e instanceof Year || e instanceof Quarter || e instanceof Month || e instanceof WeekOfYear || e instanceof DayOfWeek || e instanceof WeekDay
                || e instanceof LastDay) {
            return dates.isDate(Trees.childrenOf(e).get(0));
        } else if (e instanceof DayOfMonth || e instanceof DayOfYear) {
            return accepts(Trees.childrenOf(e).get(0));
        } else if (e instanceof TruncDate trunc) {
            return truncation(trunc.date(), COARSE_UNITS.contains(unit(trunc.format())));
        } else if (e instanceof TruncTimestamp trunc) {
            return truncation(trunc.timestamp(), COARSE_UNITS.contains(unit(trunc.format())));
        } else if (e instanceof DateFormatClass format) {
            return truncation(format.left(), COARSE_PATTERNS.contains(((Literal) format.right()).value().toString()));
        }
        return dates.isSpan(e) && whole(e);
    }

    private boolean truncation(Expression date, boolean coarse) {
        return coarse ? dates.isDate(date) : accepts(date);
    }

    private static String unit(Expression literal) {
        return ((Literal) literal).value().toString().toLowerCase(Locale.ROOT);
    }

    /** Whole months, quarters or years between two dates, or a difference of years of groupable columns. */
    private boolean whole(Expression e) {
        if (e instanceof Floor) {
            return true;
        } else if (e instanceof TimestampDiff diff) {
            return COARSE_SPANS.contains(diff.unit());
        }
        return e instanceof Subtract subtract && accepts(subtract.left()) && accepts(subtract.right());
    }

    private boolean choice(Expression e) {
        if (e instanceof If choice) {
            return accepts(choice.trueValue()) && accepts(choice.falseValue());
        } else if (e instanceof CaseWhen cases) {
            return Trees.list(cases.branches()).stream().allMatch(branch -> accepts(branch._2()))
                    && (cases.elseValue().isEmpty() || accepts(cases.elseValue().get()));
        }
        return (e instanceof Coalesce || e instanceof Least || e instanceof Greatest || e instanceof Cast || e instanceof Concat || e instanceof StringLPad)
                && Trees.childrenOf(e).stream().allMatch(this::accepts);
    }

    private boolean text(Expression e) {
        boolean derives = e instanceof Substring || e instanceof Upper || e instanceof Lower || e instanceof StringTrim;
        List<Expression> children = Trees.childrenOf(e);
        return derives && accepts(children.get(0)) && children.stream().skip(1).allMatch(Literal.class::isInstance);
    }

    /** Whole division makes a band; sums and multiples of keys are keys. */
    private boolean number(Expression e) {
        if (e instanceof IntegralDivide divide) {
            return isWidth(divide.right()) && (accepts(divide.left()) || isBandable(divide.left()));
        } else if (e instanceof Floor floor) {
            Expression inner = floor.child() instanceof Divide divide && isWidth(divide.right()) ? divide.left() : floor.child();
            return accepts(inner) || isBandable(inner) && !(inner instanceof Divide divide && divide.right() instanceof Literal);
        }
        boolean arithmetic = e instanceof Add || e instanceof Subtract || e instanceof Multiply || e instanceof UnaryMinus || e instanceof Round;
        return arithmetic && Trees.childrenOf(e).stream().allMatch(this::accepts);
    }

    private static boolean isWidth(Expression e) {
        return e instanceof Literal literal && literal.value() instanceof Number n && n.doubleValue() >= 1
                || e instanceof Literal decimal && decimal.value() instanceof org.apache.spark.sql.types.Decimal d && d.toDouble() >= 1;
    }

    /** Numbers made of measures, dates, results by person and keys alone. */
    private boolean isBandable(Expression e) {
        if (!(e.dataType() instanceof NumericType)) {
            return dates.isDate(e);
        }
        if (e instanceof Attribute) {
            return scope.column(e).map(column -> accepts(column) || column.source() instanceof Source.ByPerson
                    || column.source() instanceof Source.Base base && base.description().measure()).orElse(false);
        }
        boolean scales = (e instanceof Multiply || e instanceof Divide || e instanceof Remainder)
                && Trees.childrenOf(e).stream().anyMatch(child -> child instanceof Literal);
        boolean arithmetic = e instanceof BinaryArithmetic && !scales || e instanceof Cast || e instanceof Literal || e instanceof Coalesce || e instanceof UnaryMinus;
        return dates.isSpan(e) || arithmetic && Trees.childrenOf(e).stream().allMatch(this::isBandable);
    }

    private boolean isTag(Column column) {
        return scope.arms().stream().anyMatch(arms -> arms.tag().exprId().equals(column.attribute().exprId()));
    }

    private RefusedException refusal(Expression key) {
        Optional<Column> culprit = new Arguments(scope).columns(key).stream().filter(column -> !accepts(column) && !isTag(column)).findFirst();
        String which = culprit.map(column -> column.source() instanceof Source.Base base ? base.description().name() : column.attribute().name())
                .map(name -> "The key is made of " + name + ", by which rows are not told apart as it stands.")
                .orElse("This expression is no key that is accepted.");
        boolean number = culprit.filter(column -> column.attribute().dataType() instanceof NumericType).isPresent();
        boolean date = culprit.filter(column -> Types.isDate(column.attribute().dataType())).isPresent();
        String remedy = number ? "Make bands of it: x div 10, or CASE WHEN x < 10 THEN 'a' ELSE 'b' END."
                : date ? "Use year(d), quarter(d), month(d), date_trunc('MONTH', d), or CASE WHEN d < DATE '2024-07-01' THEN …" : GateRefusal.KEY.remedy();
        return GateRefusal.KEY.because(which, remedy, Places.of(key));
    }

    /**
     * Whether rows are told apart by what others should not learn, in two categories or more (rules 3.5). What a person's records come to
     * may stand on anything.
     */
    boolean isSensitive(Expression key) {
        boolean single = codes(key).filter(codes -> codes.size() < 2).isPresent() || scope.filters().stream().anyMatch(filter -> isOne(key, filter));
        return !single && new Arguments(scope).columns(key).stream().anyMatch(this::isSensitive);
    }

    private boolean isSensitive(Column column) {
        if (isTag(column) && column.source() instanceof Source.ByPerson) {
            return false;
        }
        if (column.source() instanceof Source.Base base) {
            return base.description().cls() == ColumnClass.SENSITIVE;
        } else if (column.source() instanceof Source.StepKey step) {
            Keys inside = new Keys(Dates.inner(scope, step));
            return new Arguments(inside.scope).columns(step.expression()).stream().anyMatch(inside::isSensitive);
        }
        return column.source() instanceof Source.ByPerson;
    }

    /** {@code key = 'literal'}. */
    private static boolean isOne(Expression key, Expression filter) {
        return filter instanceof EqualTo equal
                && (equal.left().semanticEquals(key) && equal.right() instanceof Literal || equal.right().semanticEquals(key) && equal.left() instanceof Literal);
    }

    /** The declared codes of a bare column, as far as the conditions on that column alone leave them. */
    Optional<List<Object>> codes(Expression key) {
        for (Arms arms : scope.arms()) {
            if (arms.isChoice(key)) {
                return codesOfArms(arms, (CaseWhen) key);
            }
        }
        return codesOf(key);
    }

    private Optional<List<Object>> codesOfArms(Arms arms, CaseWhen key) {
        java.util.LinkedHashSet<Object> all = new java.util.LinkedHashSet<>();
        for (var branch : Trees.list(key.branches())) {
            Optional<List<Object>> codes = codesOf(branch._2());
            if (codes.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(codes.get());
        }
        return key.branches().size() == arms.count() ? Optional.of(List.copyOf(all)) : Optional.empty();
    }

    private Optional<List<Object>> codesOf(Expression key) {
        Optional<Column> column = scope.column(key).filter(c -> c.matched().stream().allMatch(scope::isArm));
        Optional<ColumnDescription> description = column.map(Column::source)
                .flatMap(source -> source instanceof Source.Base base ? Optional.of(base.description()) : Optional.empty());
        if (description.isEmpty() || description.get().codes().isEmpty()) {
            return Optional.empty();
        }
        Attribute attribute = column.get().attribute();
        return Optional.of(Arrays.asList(description.get().codes().get().values().stream()
                .map(code -> Literals.ofCode(code, attribute.dataType())).filter(code -> meetsFilters(attribute, code))
                .map(Literals::toJava).toArray()));
    }

    private boolean meetsFilters(Attribute attribute, Literal code) {
        for (Expression filter : scope.filters()) {
            Set<Column> columns = new Arguments(scope).columns(filter);
            boolean alone = columns.size() == 1 && columns.iterator().next().attribute().exprId().equals(attribute.exprId())
                    && !Trees.any(filter, e -> e instanceof Attribute other && !other.exprId().equals(attribute.exprId()));
            if (alone && !Boolean.TRUE.equals(Total.of(Trees.rewrite(filter, e -> e instanceof Attribute ? code : e)).eval(null))) {
                return false;
            }
        }
        return true;
    }
}
