package pt.arquipelago.node.endtoend;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pt.arquipelago.analysis.combine.Combination;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.guard.History;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.disclosure.CheckedResult;
import pt.arquipelago.node.disclosure.GuardedQuestion;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.PersonMarks;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.policies.permit.Thresholds;

/** The way of a question through all institutions, as {@code RunTask} and the access body take it, without orders and signatures. */
final class Federation {
    /** What one institution would send. */
    record Sent(AggregateQuery query, byte[] arrow, pt.arquipelago.analysis.disclosure.Thresholds thresholds) {}

    /** What one institution knows before any rule. */
    record Measured(MeasuredTable table, pt.arquipelago.analysis.disclosure.Thresholds thresholds) {
        CheckedResult checked() {
            return NodeDisclosure.check(table, thresholds);
        }
    }

    private Federation() {}

    static Measured measure(Institution institution, String sql) {
        CompiledQuestion question = new Gate().compile(SparkForTests.session(), sql, institution.views());
        var thresholds = NodeDisclosure.thresholds(Thresholds.DEFAULT, question);
        return new Measured(new Execution(SparkForTests.spark()).measure(question, thresholds, PersonMarks.of(new byte[24]), UUID.randomUUID().toString()).table(), thresholds);
    }

    static Sent ask(Institution institution, String sql) {
        Measured measured = measure(institution, sql);
        CheckedResult checked = measured.checked();
        return new Sent(measured.table().query(), checked.bytes(), checked.thresholds());
    }

    /** What one institution alone answers, all rules and the guard applied, when nothing left before. */
    static ResultTable alone(Institution institution, String sql) {
        CompiledQuestion question = new Gate().compile(SparkForTests.session(), sql, institution.views());
        var thresholds = NodeDisclosure.thresholds(Thresholds.DEFAULT, question);
        var measured = new Execution(SparkForTests.spark()).measure(question, thresholds, PersonMarks.of(new byte[24]), UUID.randomUUID().toString());
        CheckedResult checked = NodeDisclosure.check(measured.table(), thresholds);
        QuestionForm.Data data = new QuestionForm.Data(TextNode.valueOf("version 1"), false, question.required());
        CheckedResult left = new GuardedQuestion(question, checked, measured.basis(), data).against(new History()).result();
        AggregateQuery query = question.query();
        Provenance provenance = new Provenance("permit-1", "sha256:question", query.digest(), List.of(), Map.of(), Map.of(), Map.of(), true);
        return Finish.finish(Combination.combine(query, Map.of(institution.name(), left.table()), false, thresholds), provenance);
    }

    static ResultTable ask(List<Institution> institutions, String sql, boolean strict) {
        Map<String, Sent> sent = new LinkedHashMap<>();
        institutions.forEach(institution -> sent.put(institution.name(), ask(institution, sql)));
        return combined(sent, strict);
    }

    static ResultTable combined(Map<String, Sent> sent, boolean strict) {
        Sent first = sent.values().iterator().next();
        AggregateQuery query = AggregateQuery.fromJson(first.query().toJson());
        Map<String, PartialTable> partials = new LinkedHashMap<>();
        sent.forEach((name, one) -> {
            if (!one.query().digest().equals(query.digest())) {
                throw new AssertionError("two institutions compile the question to different queries");
            }
            partials.put(name, ArrowPartials.read(one.arrow(), query));
        });
        Provenance provenance = new Provenance("permit-1", "sha256:question", query.digest(), List.of(), Map.of(), Map.of(), Map.of(), true);
        return Finish.finish(Combination.combine(query, partials, strict, first.thresholds()), provenance);
    }
}
