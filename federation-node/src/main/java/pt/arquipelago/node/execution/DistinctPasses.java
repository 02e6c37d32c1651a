package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.disclosure.Thresholds;
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

    /** By keys, every value of a term with who stands behind it; keys without any are absent. */
    Map<List<Object>, List<SupportedValue>> values(int term) {
        Term asked = question.terms().get(term).term();
        TermBits bits = flat.bits(term);
        Supports supports = new Supports(question.others(), thresholds);
        supports.need(new TermBits(bits.condition(), bits.support(), java.util.Optional.empty(), bits.without(), bits.parting()));
        Map<List<Object>, List<SupportedValue>> values = new HashMap<>();
        int at = question.keys().size();
        for (Row row : Passes.byKeys(question, supporting(term), FlatRelation.argument(term)).agg(supports.aggregate(flat.masks())).collectAsList()) {
            List<Long> counted = row.getList(at + 1);
            values.computeIfAbsent(SparkValues.keys(question.query().keys(), row), keys -> new ArrayList<>()).add(new SupportedValue(
                    SparkValues.canonical(asked.type(), row.get(at)), supports.persons(bits.support(), counted), supports.others(bits, counted)));
        }
        return values;
    }

    private Dataset<Row> supporting(int term) {
        return flat.records().filter(Conditions.met(flat.bits(term).support())).filter(col(FlatRelation.argument(term)).isNotNull());
    }
}
