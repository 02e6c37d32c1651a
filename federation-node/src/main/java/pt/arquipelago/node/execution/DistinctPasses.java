package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.SketchSums;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.node.execution.FlatRelation.TermBits;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * Terms that look at what is distinct among the records: of all that count persons, or something that each person has once, in one pass;
 * of documents and of groupable values in one for each term.
 */
final class DistinctPasses {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Thresholds thresholds;
    private final PersonMarks marks;

    DistinctPasses(CompiledQuestion question, FlatRelation flat, Thresholds thresholds, PersonMarks marks) {
        this.question = question;
        this.flat = flat;
        this.thresholds = thresholds;
        this.marks = marks;
    }

    /** In the terms' order; empty for those that the pass over the records measures. */
    List<DistinctTerm> terms() {
        List<DistinctTerm> terms = question.terms().stream().map(term -> new DistinctTerm(term.term().kind() == Kind.VALUES ? List.of() : (Object) 0L)).toList();
        persons(terms);
        for (int i = 0; i < terms.size(); i++) {
            switch (question.terms().get(i).term().kind()) {
                case DOCUMENTS -> documents(i, terms.get(i));
                case VALUES -> values(i, terms.get(i));
                case PERSONS, RECORDS, SUM, MOMENTS -> { }
            }
        }
        return terms;
    }

    private void persons(List<DistinctTerm> terms) {
        List<Integer> counting = IntStream.range(0, terms.size()).filter(i -> PersonsPass.counts(question.terms().get(i).term().kind())).boxed().toList();
        if (counting.isEmpty()) {
            return;
        }
        PersonsPass pass = new PersonsPass(question, flat, marks);
        for (KeyedPass.Keyed<PersonsRow> row : pass.rows()) {
            List<Object> keys = SparkValues.keys(question.query().keys(), row.keys());
            for (int term : counting) {
                if (question.terms().get(term).term().kind() == Kind.PERSONS) {
                    terms.get(term).has(keys, row.accumulated().persons(flat.bits(term).support()));
                }
                terms.get(term).restsOn(keys, pass.basis(term, row.accumulated()));
            }
        }
    }

    /** The exact number of distinct documents; it rests on each document once for each person whose it is. */
    private void documents(int term, DistinctTerm found) {
        Dataset<Row> distinct = Passes.byKeys(question, supporting(term), FlatRelation.argument(term)).agg(count(lit(1)));
        for (Row row : Passes.byKeys(question, distinct).agg(count(lit(1))).collectAsList()) {
            found.has(SparkValues.keys(question.query().keys(), row), row.getLong(question.keys().size()));
        }
        Map<List<Object>, Fingerprint> exact = ofDocuments(supporting(term), FlatRelation.argument(term));
        Map<List<Object>, Fingerprint> whole = flat.bits(term).isPlain() ? exact
                : ofDocuments(having(flat.bits(term).whole(), FlatRelation.whole(term)), FlatRelation.whole(term));
        whole.forEach((keys, fingerprint) -> found.restsOn(keys, List.of(new Basis(fingerprint, exact.getOrDefault(keys, DistinctTerm.NOBODY)))));
    }

    private Map<List<Object>, Fingerprint> ofDocuments(Dataset<Row> records, String document) {
        List<Column> by = new ArrayList<>(flat.keys());
        by.add(col(FlatRelation.PERSON));
        by.add(col(document));
        Layout layout = new Layout(0, 0);
        PersonMarks secret = marks;
        List<Contribution> each = List.of(new Contribution.One(layout, Counter.ALWAYS));
        SketchSums.Room room = new SketchSums.Room();
        KeyedPass.Records ofPersons = KeyedPass.Records.of(records.select(by.toArray(Column[]::new)).distinct(), List.of(col(FlatRelation.PERSON)), flat.keys());
        Map<List<Object>, Fingerprint> found = new HashMap<>();
        for (KeyedPass.Keyed<Fingerprints> row : KeyedPass.of(ofPersons, () -> new Fingerprints(layout, secret, each, room))) {
            found.put(SparkValues.keys(question.query().keys(), row.keys()), row.accumulated().of(0));
        }
        return found;
    }

    /** Every value with who stands behind it. */
    private void values(int term, DistinctTerm found) {
        Term asked = question.terms().get(term).term();
        TermBits bits = flat.bits(term);
        Supports supports = new Supports(question.others(), thresholds);
        supports.need(new TermBits(bits.condition(), bits.support(), Optional.empty(), bits.without(), bits.parting(), bits.distinct(), bits.whole()));
        List<Column> by = new ArrayList<>(flat.keys());
        by.add(col(FlatRelation.argument(term)));
        Map<List<Object>, List<SupportedValue>> values = new HashMap<>();
        for (KeyedPass.Keyed<SaturatingCounts> row : KeyedPass.of(flat.keyed(supporting(term), by, List.of()), supports.counts(flat.layout()))) {
            SaturatingCounts counted = row.accumulated();
            values.computeIfAbsent(SparkValues.keys(question.query().keys(), row.keys()), keys -> new ArrayList<>()).add(new SupportedValue(
                    SparkValues.canonical(asked.type(), row.keys()[question.keys().size()]), supports.persons(bits.support(), counted), supports.others(bits, counted)));
        }
        values.forEach(found::has);
    }

    private Dataset<Row> supporting(int term) {
        return having(flat.bits(term).support(), FlatRelation.argument(term));
    }

    private Dataset<Row> having(int condition, String argument) {
        return flat.records().filter(Conditions.met(condition)).filter(col(argument).isNotNull());
    }
}
