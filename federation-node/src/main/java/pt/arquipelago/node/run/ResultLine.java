package pt.arquipelago.node.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.combine.Combination;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.combine.NoisyCombination;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.NoisyPartials;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;

/** One line of the results of `run`: what left, finished as the access body would finish the answer of one node, or why nothing did. */
final class ResultLine {
    private ResultLine() {}

    static ObjectNode of(JsonNode id, ReleasedResult answer, boolean strict) {
        Manifest manifest = answer.manifest();
        if (manifest.outcome() == Outcome.RELEASED) {
            ObjectNode line = line(id);
            line.set("released", finished(answer, strict).toJson());
            return line;
        }
        Manifest.Refused refused = manifest.refusal().orElseThrow();
        ObjectNode no = no(refused.code(), refused.message(), refused.remedy());
        refused.place().ifPresent(place -> no.putObject("place").put("line", place.line()).put("column", place.column()).put("length", place.length()));
        refused.rewritten().ifPresent(question -> no.put("rewritten", question));
        return line(id, manifest.outcome() == Outcome.REFUSED ? "refused" : "failed", no);
    }

    static ObjectNode refused(JsonNode id, Refusal refusal) {
        return line(id, "refused", no(refusal.code(), refusal.message(), refusal.remedy()));
    }

    static ObjectNode failed(JsonNode id, Refusal failure) {
        return line(id, "failed", no(failure.code(), failure.message(), failure.remedy()));
    }

    private static ResultTable finished(ReleasedResult answer, boolean strict) {
        Manifest manifest = answer.manifest();
        AggregateQuery query = AggregateQuery.fromJson(manifest.query().orElseThrow());
        Thresholds thresholds = new Thresholds(manifest.thresholds().orElseThrow().persons(),
                Map.of(Thresholds.PROFESSIONAL, manifest.thresholds().orElseThrow().professionals()));
        String node = manifest.iss();
        Manifest.Lake lake = manifest.lake().orElseThrow();
        Manifest.History history = manifest.history().orElseThrow();
        if (manifest.noise().isPresent()) {
            return noisy(answer, query, strict);
        }
        Provenance provenance = new Provenance(manifest.permit(), manifest.questionDigest(), manifest.queryDigest().orElseThrow(), manifest.bundles(),
                Map.of(node, new Provenance.Lake(lake.version(), lake.tables(), lake.held().isPresent())),
                Map.of(node, new Provenance.HistoryEntry(history.position(), history.question(), history.reviewed().orElse(0))), Map.of(node, thresholds), lake.erased().isEmpty());
        return Finish.finish(Combination.combine(query, Map.of(node, ArrowPartials.read(answer.bytes(), query)), strict, thresholds), provenance);
    }

    private static ResultTable noisy(ReleasedResult answer, AggregateQuery query, boolean strict) {
        Manifest manifest = answer.manifest();
        String node = manifest.iss();
        Manifest.Lake lake = manifest.lake().orElseThrow();
        Manifest.History history = manifest.history().orElseThrow();
        Manifest.Noise noise = manifest.noise().orElseThrow();
        Provenance provenance = new Provenance(manifest.permit(), manifest.questionDigest(), manifest.queryDigest().orElseThrow(), manifest.bundles(),
                Map.of(node, new Provenance.Lake(lake.version(), lake.tables(), lake.held().isPresent())),
                Map.of(node, new Provenance.HistoryEntry(history.position(), history.question(), history.reviewed().orElse(0))), Map.of(),
                false, Map.of(node, new Provenance.Noise(noise.rho(), noise.delta(), noise.rows(), noise.records(),
                        noise.ranges().orElse(List.of()).stream().map(range -> new Provenance.Range(range.name(), range.low(), range.high())).toList())));
        return Finish.finish(NoisyCombination.combine(query, Map.of(node, NoisyPartials.read(answer.bytes(), query)), Set.of(), strict), provenance);
    }

    private static ObjectNode no(String code, String message, String remedy) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message).put("remedy", remedy);
    }

    private static ObjectNode line(JsonNode id, String outcome, ObjectNode content) {
        ObjectNode line = line(id);
        line.set(outcome, content);
        return line;
    }

    private static ObjectNode line(JsonNode id) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.set("id", id);
        return line.put("test", true);
    }
}
