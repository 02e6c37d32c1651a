package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import pt.arquipelago.analysis.noise.BoundedRow;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.NoisyNumber;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * The sums of a question over persons who count for no more than a plan says: a record's amount is cut to its range; who has more records in
 * a row than count there counts in proportion less; of more rows than one person may be in, some are kept by chance. What a person adds
 * depends on nobody else's records, so that no other person can push it out.
 */
final class BoundedPass {
    private static final String RECORDS = "n";
    private static final String ROWS = "rows";
    private static final String PLACE = "place";
    private static final int SECRET = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final NoisePlan plan;
    private final Map<Integer, Clip> clips;

    BoundedPass(CompiledQuestion question, FlatRelation flat, NoisePlan plan, Map<Integer, Clip> clips) {
        this.question = question;
        this.flat = flat;
        this.plan = plan;
        this.clips = clips;
    }

    /** Row by row, never all at once: how many there are may not decide whether there is an answer. */
    Iterator<BoundedRow> rows() {
        List<Column> totals = new ArrayList<>();
        for (int i = 0; i < plan.numbers().size(); i++) {
            totals.add(coalesce(sum(col(number(i))), lit(0L)));
        }
        Iterator<Row> rows = Passes.byKeys(question, kept(byPerson())).agg(totals.get(0), totals.subList(1, totals.size()).toArray(Column[]::new)).toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public BoundedRow next() {
                return row(rows.next());
            }
        };
    }

    private BoundedRow row(Row row) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < plan.numbers().size(); i++) {
            sums.add(row.getLong(question.keys().size() + i));
        }
        return new BoundedRow(SparkValues.keys(question.query().keys(), row), sums);
    }

    private Dataset<Row> byPerson() {
        Dataset<Row> records = flat.records();
        for (int i = 0; plan.grid() && i < question.keys().size(); i++) {
            records = records.filter(col(FlatRelation.key(i)).isNotNull());
        }
        List<Column> own = new ArrayList<>();
        for (int i = 0; i < plan.numbers().size(); i++) {
            own.add(own(plan.numbers().get(i)).as(number(i)));
        }
        Dataset<Row> persons = Passes.byKeys(question, records, FlatRelation.PERSON).agg(count(lit(1)).as(RECORDS), own.toArray(Column[]::new));
        List<Column> bounded = new ArrayList<>();
        for (int i = 0; i < question.keys().size(); i++) {
            bounded.add(col(FlatRelation.key(i)));
        }
        bounded.add(col(FlatRelation.PERSON));
        for (int i = 0; i < plan.numbers().size(); i++) {
            bounded.add(bounded(i).as(number(i)));
        }
        return persons.select(bounded.toArray(Column[]::new));
    }

    /** What a person's records in a row add up to, in units. */
    private Column own(NoisyNumber number) {
        if (number.term() == NoisyNumber.PRESENCE) {
            return max(when(col(FlatRelation.PERSON).isNotNull(), lit(1L)).otherwise(lit(0L)));
        }
        Column argument = col(FlatRelation.argument(number.term()));
        Column met = Conditions.met(flat.bits(number.term()).condition());
        return switch (kind(number)) {
            case PERSONS -> max(when(met.and(col(FlatRelation.PERSON).isNotNull()), lit(1L)).otherwise(lit(0L)));
            case DOCUMENTS -> count_distinct(argument);
            case RECORDS -> count(when(met, lit(1)));
            case SUM -> coalesce(sum(units(cut(number), number)), lit(0L));
            case MOMENTS -> switch (number.part()) {
                case COUNT -> count(argument);
                case SUM -> coalesce(sum(units(cut(number).minus(lit(number.centre())), number)), lit(0L));
                case SQUARES -> coalesce(sum(units(square(cut(number).minus(lit(number.centre()))), number)), lit(0L));
            };
            case VALUES -> throw new IllegalArgumentException("a count of codes is not answered with noise");
        };
    }

    /** A record's amount within its range; NULL stays NULL. */
    private Column cut(NoisyNumber number) {
        Clip clip = clips.get(number.term());
        Column argument = col(FlatRelation.argument(number.term()));
        return when(argument.isNotNull(), greatest(lit(clip.low()), least(lit(clip.high()), argument.cast("double"))));
    }

    private static Column units(Column amount, NoisyNumber number) {
        return round(amount.divide(lit(number.unit()))).cast("bigint");
    }

    private static Column square(Column number) {
        return number.multiply(number);
    }

    private Column bounded(int index) {
        NoisyNumber number = plan.numbers().get(index);
        Column own = col(number(index));
        boolean once = number.term() == NoisyNumber.PRESENCE || kind(number) == Kind.PERSONS || kind(number) == Kind.DOCUMENTS;
        return within(once ? own : inProportion(isCount(number) ? own.multiply(lit(Math.round(1 / number.unit()))) : own), number.bound());
    }

    private Column inProportion(Column own) {
        long most = plan.limits().records();
        Column share = own.cast("double").multiply(lit((double) most)).divide(col(RECORDS).cast("double")).cast("bigint");
        return when(col(RECORDS).gt(lit(most)), share).otherwise(own);
    }

    private static Column within(Column units, long bound) {
        return greatest(lit(-bound), least(lit(bound), units));
    }

    private boolean isCount(NoisyNumber number) {
        return number.part() == NoisyNumber.Part.COUNT;
    }

    /** Of more rows than a person may be in, so many by chance: the first in the order of digests under a secret of this pass alone. */
    private Dataset<Row> kept(Dataset<Row> persons) {
        if (question.keys().isEmpty()) {
            return persons;
        }
        byte[] secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        List<Column> told = new ArrayList<>(List.of(lit(HexFormat.of().formatHex(secret)), told(col(FlatRelation.PERSON))));
        for (int i = 0; i < question.keys().size(); i++) {
            told.add(told(col(FlatRelation.key(i))));
        }
        Column mostRows = lit(plan.limits().rows());
        Column drawn = when(col(ROWS).gt(mostRows), sha2(concat(told.toArray(Column[]::new)).cast("binary"), 256));
        WindowSpec own = Window.partitionBy(col(FlatRelation.PERSON));
        return persons.withColumn(ROWS, count(lit(1)).over(own)).withColumn(PLACE, row_number().over(own.orderBy(drawn))).filter(col(PLACE).leq(mostRows));
    }

    /** A value as text, told from any other beside it. */
    private static Column told(Column value) {
        Column text = value.cast("string");
        return coalesce(concat(lit(":"), length(text), lit(":"), text), lit("-"));
    }

    private Kind kind(NoisyNumber number) {
        return question.terms().get(number.term()).term().kind();
    }

    private static String number(int index) {
        return "u" + index;
    }
}
