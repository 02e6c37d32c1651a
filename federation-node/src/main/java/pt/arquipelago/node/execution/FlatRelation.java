package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.optimizer.NormalizeNaNAndZero;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.CompiledTerm;

/**
 * The records of a question with one column for each thing that is counted: keys {@code k0…}, the person {@code p}, the person's group
 other protected persons {@code o0…}, the terms' arguments {@code a0…} (NULL where the term's condition is not met; {@code w0…} where what the user
 * parted is not met, whether other values are there or not) and the masks of conditions.
 * Columns are resolved by expression id, so that equal names in the question do no harm.
 */
final class FlatRelation {
    static final String PERSON = "p";

    /**
     * Bits of one term.
     *
     * @param condition its records
     * @param support its records whose argument is neither NULL nor zero
     * @param rest the row's records whose condition is false, of one arm where the condition names it; empty where the rest is empty by form
     * @param without by other protected type: support without such a person
     * @param parting the records that the user's conditions leave, whether a value is there or not
     * @param distinct its records that have what is counted once: a person, or an argument
     * @param whole the same of those that the user's conditions leave
     */
    record TermBits(int condition, int support, Optional<Integer> rest, List<Integer> without, int parting, int distinct, int whole) {
        /** Whether a missing value has a part in the term's records. */
        boolean isPlain() {
            return condition == parting;
        }
    }

    private final Dataset<Row> records;
    private final Conditions conditions;
    private final List<TermBits> bits;
    private final int keys;
    private final int others;

    private FlatRelation(CompiledQuestion question, Dataset<Row> records, Conditions conditions, List<TermBits> bits) {
        this.records = records;
        this.conditions = conditions;
        this.bits = bits;
        this.keys = question.keys().size();
        this.others = question.others().size();
    }

    /**
     * @param session the node's own: the question's session has no functions left to compute with
     */
    static FlatRelation of(CompiledQuestion question, SparkSession session) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < question.keys().size(); i++) {
            columns.add(oneZero(question.keys().get(i)).as(key(i)));
        }
        columns.add(identity(question.person()).as(PERSON));
        List<Column> others = new ArrayList<>();
        for (int i = 0; i < question.others().size(); i++) {
            others.add(identity(question.others().get(i).column()));
            columns.add(others.get(i).as(other(i)));
        }
        Conditions conditions = new Conditions();
        List<TermBits> bits = new ArrayList<>();
        for (int i = 0; i < question.terms().size(); i++) {
            CompiledTerm term = question.terms().get(i);
            argument(term, term.condition()).ifPresent(new ArgumentColumn(columns, argument(i)));
            bits.add(bits(term, others, conditions));
            if (!bits.get(i).isPlain()) {
                argument(term, term.parting()).ifPresent(new ArgumentColumn(columns, whole(i)));
            }
        }
        columns.addAll(conditions.columns());
        Dataset<Row> child = org.apache.spark.sql.classic.Dataset.ofRows(session, question.child());
        return new FlatRelation(question, child.select(columns.toArray(Column[]::new)), conditions, bits);
    }

    Dataset<Row> records() {
        return records;
    }

    int masks() {
        return conditions.masks();
    }

    int others() {
        return others;
    }

    Layout layout() {
        return new Layout(others, masks());
    }

    /**
     * Records as {@link KeyedPass} takes them, laid out as {@link Layout} says.
     *
     * @param records that have this relation's columns
     * @param keys columns by which they are told apart
     * @param further after those of the layout
     */
    KeyedPass.Records keyed(Dataset<Row> records, List<Column> keys, List<Column> further) {
        List<Column> columns = new ArrayList<>();
        columns.add(col(PERSON));
        for (int i = 0; i < others; i++) {
            columns.add(col(other(i)));
        }
        for (int i = 0; i < masks(); i++) {
            columns.add(col(Conditions.mask(i)));
        }
        columns.addAll(further);
        return KeyedPass.Records.of(records, columns, keys);
    }

    /** The columns of the question's keys. */
    List<Column> keys() {
        List<Column> keys = new ArrayList<>();
        for (int i = 0; i < this.keys; i++) {
            keys.add(col(key(i)));
        }
        return keys;
    }

    TermBits bits(int term) {
        return bits.get(term);
    }

    static String key(int index) {
        return "k" + index;
    }

    static String other(int index) {
        return "o" + index;
    }

    static String argument(int index) {
        return "a" + index;
    }

    /** A term's argument wherever the user's conditions leave it, if that is more than the term's. */
    static String whole(int index) {
        return "w" + index;
    }

    /** The absolute value of a term's argument as a DOUBLE; of a decimal its digits', as {@link Argument#magnitude} has it. */
    static Column magnitude(CompiledQuestion question, int index) {
        DataType type = question.terms().get(index).argument().orElseThrow().dataType();
        Column argument = col(argument(index));
        if (type instanceof DecimalType decimal) {
            boolean isShort = decimal.precision() <= Decimal.MAX_LONG_DIGITS();
            return abs(isShort ? ExpressionUtils.column(new UnscaledValue(ExpressionUtils.expression(argument))).cast("double")
                    : argument.cast("double").multiply(Math.pow(10, decimal.scale())));
        }
        return abs(argument.cast("double"));
    }

    private static Optional<Column> rest(CompiledTerm term, Column condition) {
        return term.term().restEmpty() || condition == null ? Optional.empty() : Optional.of(outside(term, condition));
    }

    private static TermBits bits(CompiledTerm term, List<Column> others, Conditions conditions) {
        Column condition = term.condition().map(FlatRelation::column).orElse(null);
        Column parting = term.parting().map(FlatRelation::column).orElse(null);
        Column support = support(term, condition);
        List<Integer> without = new ArrayList<>();
        for (Column other : others) {
            without.add(conditions.bit(support == null ? other.isNull() : support.and(other.isNull())));
        }
        Optional<Integer> rest = rest(term, condition).map(conditions::bit);
        return new TermBits(conditions.bit(condition), conditions.bit(support), rest, without, conditions.bit(parting), conditions.bit(distinct(term, condition)),
                conditions.bit(distinct(term, parting)));
    }

    /** Whose condition is NULL is in neither: a missing value may be told apart by its presence alone, which nobody is kept from asking. */
    private static Column outside(CompiledTerm term, Column condition) {
        Column outside = coalesce(not(condition), lit(false));
        return term.within().map(within -> column(within).and(outside)).orElse(outside);
    }

    /** Rules 3.1: the argument is neither NULL nor zero; what is counted rather than added up has no zero. */
    private static Column support(CompiledTerm term, Column condition) {
        Optional<Column> argument = term.argument().map(FlatRelation::column);
        if (argument.isEmpty() || term.term().kind() == Kind.PERSONS) {
            return condition;
        }
        boolean added = term.term().kind() == Kind.SUM || term.term().kind() == Kind.MOMENTS;
        Column counts = added ? argument.get().notEqual(lit(0)) : argument.get().isNotNull();
        return condition == null ? counts : condition.and(counts);
    }

    private static Column distinct(CompiledTerm term, Column condition) {
        boolean counted = term.term().kind() == Kind.DOCUMENTS || term.term().kind() == Kind.VALUES;
        return counted ? support(term, condition) : condition;
    }

    private static Optional<Column> argument(CompiledTerm term, Optional<Expression> where) {
        Optional<Column> argument = term.argument().map(FlatRelation::column);
        return argument.map(value -> where.map(condition -> when(column(condition), value)).orElse(value));
    }

    /** Keys are compared by their bytes, and 0.0 and −0.0 are one key. */
    private static Column oneZero(Expression key) {
        boolean real = key.dataType() instanceof DoubleType || key.dataType() instanceof FloatType;
        return column(real ? new NormalizeNaNAndZero(key) : key);
    }

    /** Persons are counted as BIGINT: pseudonyms are, anything else by a hash. */
    private static Column identity(Expression person) {
        Column column = column(person);
        return person.dataType().equals(DataTypes.LongType) ? column : when(column.isNotNull(), xxhash64(column));
    }

    private static Column column(Expression expression) {
        return ExpressionUtils.column(expression);
    }

    private record ArgumentColumn(List<Column> columns, String name) implements java.util.function.Consumer<Column> {
        @Override
        public void accept(Column argument) {
            columns.add(argument.as(name));
        }
    }
}
