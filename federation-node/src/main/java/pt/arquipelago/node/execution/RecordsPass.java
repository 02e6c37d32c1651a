package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.var_pop;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * One pass over the records, all of it in Spark's generated code: counts, sums and moments of every row, and beside them a lower bound
 * of who stands behind every term. Each row is made in {@link #GROUPS} groups of persons, put together here: no person has more of a
 * number than the person's group has, which clears most numbers of dominance (rules 3.4) without looking at persons one by one.
 */
final class RecordsPass {
    /** One person must have at most half and two at most 85 %: of four groups even the two largest seldom have so much. */
    static final int GROUPS = 4;

    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Supports supports;

    RecordsPass(CompiledQuestion question, FlatRelation flat, Supports supports) {
        this.question = question;
        this.flat = flat;
        this.supports = supports;
    }

    /** One for each combination of keys; without keys always one. */
    List<RecordsRow> rows() {
        List<Column> columns = new ArrayList<>();
        List<Marks> marks = supports.marks();
        marks.forEach(mark -> columns.addAll(mark.aggregates(flat.masks())));
        for (int i = 0; i < question.terms().size(); i++) {
            columns.addAll(statistics(i));
        }
        Map<List<Object>, RecordsRow> rows = new LinkedHashMap<>();
        for (Row part : Passes.byKeys(question, flat.records(), FlatRelation.GROUP).agg(count(lit(1)), columns.toArray(Column[]::new)).collectAsList()) {
            rows.computeIfAbsent(SparkValues.keys(question.query().keys(), part), keys -> new RecordsRow(keys, question, marks)).add(part);
        }
        if (rows.isEmpty() && question.keys().isEmpty()) {
            rows.put(List.of(), new RecordsRow(List.of(), question, marks));
        }
        if (rows.size() > Execution.MAX_ROWS) {
            throw new TooManyRowsException();
        }
        return List.copyOf(rows.values());
    }

    private List<Column> statistics(int index) {
        Term term = question.terms().get(index).term();
        Column argument = col(FlatRelation.argument(index));
        return switch (term.kind()) {
            case RECORDS -> List.of(records(flat.bits(index).condition()));
            case SUM -> List.of(try_sum(argument).cast(term.type().toString()), sum(FlatRelation.magnitude(question, index)));
            // Spark's variance is Welford's, merged as Chan does: no Σx² that loses digits.
            case MOMENTS -> List.of(count(argument), avg(argument.cast("double")), var_pop(argument.cast("double")), sum(abs(argument.cast("double"))));
            case PERSONS, DOCUMENTS, VALUES -> List.of();
        };
    }

    private static Column records(int condition) {
        return condition == Counter.ALWAYS ? count(lit(1)) : count(when(Conditions.met(condition), lit(1)));
    }
}
