package pt.arquipelago.policies.decision;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

/** The document that a policy answers with, in JSON; read strictly, since what is not understood is a no. */
record PolicyAnswer(boolean allow, List<Denial> denials, Optional<Obliged> obligations) {
    PolicyAnswer {
        denials = List.copyOf(denials);
        if (allow && !denials.isEmpty()) {
            throw new IllegalArgumentException("An answer that allows gives no denials");
        }
    }

    /** Obligations as a policy states them; what it leaves out it does not demand. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Obliged(Optional<Thresholds> thresholds, Optional<Integer> rounding, Optional<List<String>> maskedColumns, Optional<Map<String, List<String>>> rowFilters) {
    }

    /** @param result the value of the policy's decision; null when it is undefined */
    static Decision decision(JsonNode result, DecisionInput input, List<String> bundles) {
        if (result == null || result.isMissingNode()) {
            return denied(RefusalCode.POLICY_UNDEFINED, input, bundles);
        }
        try {
            return StrictJson.read(result, PolicyAnswer.class).decision(input, bundles);
        } catch (InvalidMessage | IllegalArgumentException e) {
            return denied(RefusalCode.POLICY_MALFORMED, input, bundles);
        }
    }

    static Decision denied(RefusalCode code, DecisionInput input, List<String> bundles) {
        return new Decision(false, List.of(Denial.of(code)), least(input), bundles);
    }

    private Decision decision(DecisionInput input, List<String> bundles) {
        if (!allow) {
            List<Denial> reasons = denials.isEmpty() ? List.of(Denial.of(RefusalCode.POLICY_DENIED))
                    : denials.stream().sorted(Comparator.comparing(Denial::code)).toList(); // a set of Rego has no order of its own
            return new Decision(false, reasons, least(input), bundles);
        }
        Obligations demanded = obligations.map(obliged -> new Obligations(obliged.thresholds().orElse(input.how().thresholds()),
                obliged.rounding().orElse(1), Set.copyOf(obliged.maskedColumns().orElse(List.of())), obliged.rowFilters().orElse(Map.of())))
                .orElseGet(() -> least(input));
        return new Decision(true, List.of(), demanded.and(least(input)), bundles);
    }

    /** What holds whatever a policy says: no bundle can lower the thresholds of the permit or of the holder. */
    private static Obligations least(DecisionInput input) {
        Thresholds thresholds = input.how().thresholds().stricter(input.permit().thresholds()).stricter(input.holder().thresholds());
        return Obligations.of(thresholds);
    }
}
