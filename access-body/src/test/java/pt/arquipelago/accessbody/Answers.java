package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.transparency.TreeHead;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers of nodes to {@link TestBody#SQL}: counts by ATC code. */
final class Answers {
    private Answers() {}

    /** What a node answers, before it is signed. */
    record Draft(Outcome outcome, Optional<AggregateQuery> query, byte[] partial, Optional<Manifest.Refused> refusal, Thresholds thresholds, Optional<List<String>> undeclared,
            Optional<Manifest.Noise> noise, Optional<Integer> reviewed, Optional<Boolean> held) {
        Draft(Outcome outcome, Optional<AggregateQuery> query, byte[] partial, Optional<Manifest.Refused> refusal, Thresholds thresholds) {
            this(outcome, query, partial, refusal, thresholds, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Draft undeclared(String... names) {
            return new Draft(outcome, query, partial, refusal, thresholds, Optional.of(List.of(names)), noise, reviewed, held);
        }

        Draft noise(Manifest.Noise cost) {
            return new Draft(outcome, query, partial, refusal, thresholds, undeclared, Optional.of(cost), reviewed, held);
        }

        /** With cells that a person of the institution released, from a version with earlier pseudonyms. */
        Draft reviewed(int cells) {
            return new Draft(outcome, query, partial, refusal, thresholds, undeclared, noise, Optional.of(cells), Optional.of(true));
        }

        Manifest manifest(String node, TaskOrder order, TreeHead audit, long now) {
            boolean released = outcome == Outcome.RELEASED;
            return new Manifest(node, order.iss(), order.jti(), order.task(), query.isPresent() ? permitOf(order) : "unverified", outcome, refusal, order.questionDigest(),
                    query.map(AggregateQuery::digest), query.map(AggregateQuery::toJson), released ? Optional.of(CanonicalJson.digest(partial)) : Optional.empty(),
                    List.of(CanonicalJson.digest("bundle")), Optional.of(new Manifest.Lake(1, Map.of("source_dem", 0L), Optional.empty(), held)), Optional.of(thresholds), Optional.empty(),
                    released ? Optional.of(new Manifest.History(0, CanonicalJson.digest("canonical"), Optional.of(499L), reviewed)) : Optional.empty(), audit, now,
                    noise, undeclared);
        }
    }

    private static String permitOf(TaskOrder order) {
        String payload = order.permit().split("\\.")[1];
        return StrictJson.readObject(Base64.getUrlDecoder().decode(payload)).path("jti").asText();
    }

    static AggregateQuery query(String source) {
        var json = JsonNodeFactory.instance;
        return new AggregateQuery(AggregateQuery.VERSION, json.objectNode().put("relation", source),
                List.of(new Key("cod_atc", ValueType.STRING, json.objectNode().put("column", "cod_atc"), Optional.empty())),
                List.of(new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true)),
                List.of(new Output("cod_atc", ValueType.STRING, Role.KEY, new Expr.KeyRef(0)), new Output("n", ValueType.BIGINT, Role.MEASURE, new Expr.TermRef(0))),
                Optional.empty(), List.of(), Optional.empty(), 0);
    }

    static Draft counts(Map<String, Long> byCode) {
        return counts("dem", byCode, Thresholds.DEFAULT);
    }

    static Draft counts(String source, Map<String, Long> byCode, Thresholds thresholds) {
        AggregateQuery query = query(source);
        var rows = byCode.entrySet().stream()
                .map(entry -> new PartialRow(List.<Object>of(entry.getKey()), List.of(new PartialCell.Released(entry.getValue(), thresholds.persons()))))
                .toList();
        return new Draft(Outcome.RELEASED, Optional.of(query), ArrowPartials.write(new PartialTable(query, rows)), Optional.empty(), thresholds);
    }

    static Draft refused(String code) {
        var refusal = new Manifest.Refused(code, "Not allowed.", "Ask otherwise.", Optional.of(new Manifest.Place(1, 8, 3)), Optional.of("SELECT avg(custo) AS media FROM dem"));
        return new Draft(Outcome.REFUSED, Optional.empty(), new byte[0], Optional.of(refusal), Thresholds.DEFAULT);
    }

    static Draft checked() {
        return new Draft(Outcome.CHECKED, Optional.of(query("dem")), new byte[0], Optional.empty(), Thresholds.DEFAULT);
    }
}
