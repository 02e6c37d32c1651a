package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.node.execution.FlatRelation.TermBits;
import pt.arquipelago.node.gate.CompiledQuestion;

/** Terms that look at distinct values of an argument, one pass for each: documents are counted, groupable values are listed. */
final class DistinctPasses {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Thresholds thresholds;

    DistinctPasses(CompiledQuestion question, FlatRelation flat, Thresholds thresholds) {
        this.question = question;
        this.flat = flat;
        this.thresholds = thresholds;
    }

    /** By keys, the exact number of distinct documents of a term; keys without any are absent. */
    Map<List<Object>, Long> documents(int term) {
        Dataset<Row> distinct = Passes.byKeys(question, supporting(term), FlatRelation.argument(term)).agg(count(lit(1)));
        Map<List<Object>, Long> counts = new HashMap<>();
        for (Row row : Passes.byKeys(question, distinct).agg(count(lit(1))).collectAsList()) {
            counts.put(SparkValues.keys(question.query().keys(), row), row.getLong(question.keys().size()));
        }
        return counts;
    }

    /** By keys, what a term's number of documents rests on: a document counts once for each person whose it is. */
    Map<List<Object>, Fingerprint> fingerprints(int term, PersonMarks marks) {
        List<Column> by = new ArrayList<>(flat.keys());
        by.add(col(FlatRelation.PERSON));
        by.add(col(FlatRelation.argument(term)));
        Layout layout = new Layout(0, 0);
        List<Contribution> each = List.of(new Contribution.One(layout, Counter.ALWAYS));
        Map<List<Object>, Fingerprint> fingerprints = new HashMap<>();
        Dataset<Row> distinct = supporting(term).select(by.toArray(Column[]::new)).distinct();
        KeyedPass.of(distinct.select(struct(flat.keys().toArray(Column[]::new)), col(FlatRelation.PERSON)), () -> new Fingerprints(layout, marks, each))
                .forEach(row -> fingerprints.put(SparkValues.keys(question.query().keys(), row.keys()), row.accumulated().of(0)));
        return fingerprints;
    }

    /** By keys, every value of a term with who stands behind it; keys without any are absent. */
    Map<List<Object>, List<SupportedValue>> values(int term) {
        Term asked = question.terms().get(term).term();
        TermBits bits = flat.bits(term);
        Supports supports = new Supports(question.others(), thresholds);
        supports.need(new TermBits(bits.condition(), bits.support(), java.util.Optional.empty(), bits.without(), bits.parting()));
        List<Column> by = new ArrayList<>(flat.keys());
        by.add(col(FlatRelation.argument(term)));
        int at = question.keys().size();
        Map<List<Object>, List<SupportedValue>> values = new HashMap<>();
        for (KeyedPass.Keyed<SaturatingCounts> row : KeyedPass.of(flat.keyed(supporting(term), by, List.of()), supports.counts(flat.layout()))) {
            SaturatingCounts counted = row.accumulated();
            values.computeIfAbsent(SparkValues.keys(question.query().keys(), row.keys()), keys -> new ArrayList<>()).add(new SupportedValue(
                    SparkValues.canonical(asked.type(), row.keys()[at]), supports.persons(bits.support(), counted), supports.others(bits, counted)));
        }
        return values;
    }

    private Dataset<Row> supporting(int term) {
        return flat.records().filter(Conditions.met(flat.bits(term).support())).filter(col(FlatRelation.argument(term)).isNotNull());
    }
}
