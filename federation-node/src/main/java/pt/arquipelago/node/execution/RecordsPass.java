package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.var_pop;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * One pass over the records: counts, sums and moments of every row, and beside them the support of every term by one saturating
 * aggregate (1.4 to 1.8 times the bare query; a distinct count for each term would be twelve times).
 */
final class RecordsPass {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Supports supports;

    RecordsPass(CompiledQuestion question, FlatRelation flat, int cap) {
        this.question = question;
        this.flat = flat;
        this.supports = new Supports(question.others(), cap);
        supports.need(Counter.ALWAYS);
        for (int i = 0; i < question.terms().size(); i++) {
            supports.need(flat.bits(i));
        }
    }

    List<Row> rows() {
        List<Column> columns = new ArrayList<>();
        columns.add(supports.aggregate(flat.masks()));
        for (int i = 0; i < question.terms().size(); i++) {
            columns.addAll(statistics(i));
        }
        return Passes.byKeys(question, flat.records()).agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new)).collectAsList();
    }

    /** What one row of {@link #rows} says; columns are the keys, the supports, then the statistics in the terms' order. */
    final class Reading {
        private final Row row;
        private final List<Long> counted;
        private final int[] positions = new int[question.terms().size()];

        Reading(Row row) {
            this.row = row;
            int next = question.keys().size();
            this.counted = row.getList(next++);
            for (int i = 0; i < positions.length; i++) {
                positions[i] = next;
                next += width(question.terms().get(i).term());
            }
        }

        List<Object> keys() {
            return SparkValues.keys(question.query().keys(), row);
        }

        int persons() {
            return supports.persons(Counter.ALWAYS, counted);
        }

        int persons(int term) {
            return supports.persons(flat.bits(term).support(), counted);
        }

        int rest(int term) {
            return supports.rest(flat.bits(term), counted);
        }

        List<ProtectedSupport> others(int term) {
            return supports.others(flat.bits(term), counted);
        }

        /** Of RECORDS, SUM and MOMENTS; null for no record, or a sum that left its type. */
        Object value(int term) {
            Term asked = question.terms().get(term).term();
            int at = positions[term];
            return switch (asked.kind()) {
                case RECORDS -> row.getLong(at);
                case SUM -> SparkValues.canonical(asked.type(), row.get(at));
                case MOMENTS -> row.getLong(at) == 0 ? null : moments(row.getLong(at), row.getDouble(at + 1), row.getDouble(at + 2));
                case PERSONS, DOCUMENTS, VALUES -> throw new IllegalArgumentException("no statistic of the records: " + asked.kind());
            };
        }
    }

    private static Moments moments(long n, double mean, double populationVariance) {
        return new Moments(n, mean, populationVariance * n);
    }

    private List<Column> statistics(int index) {
        Term term = question.terms().get(index).term();
        Column argument = col(FlatRelation.argument(index));
        return switch (term.kind()) {
            case RECORDS -> List.of(records(flat.bits(index).condition()));
            case SUM -> List.of(try_sum(argument).cast(term.type().toString()));
            case MOMENTS -> moments(argument.cast("double"));
            case PERSONS, DOCUMENTS, VALUES -> List.of();
        };
    }

    /** Spark's variance is Welford's, merged as Chan does: no Σx² that loses digits. */
    private static List<Column> moments(Column number) {
        return List.of(count(number), avg(number), var_pop(number));
    }

    private static int width(Term term) {
        return switch (term.kind()) {
            case RECORDS, SUM -> 1;
            case MOMENTS -> 3;
            case PERSONS, DOCUMENTS, VALUES -> 0;
        };
    }

    private static Column records(int condition) {
        return condition == Counter.ALWAYS ? count(lit(1)) : count(when(Conditions.met(condition), lit(1)));
    }
}
