package pt.arquipelago.node.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.noise.Limits;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.Rho;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.ProtectedExpression;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.signature.CanonicalJson;

/**
 * What a question under release {@code noisy} costs and how much one person counts for in it, from its form and what is public alone.
 *
 * @param amounts by term, of those that are sums or moments
 */
public record NoisyQuestion(NoisePlan plan, SortedMap<Integer, NoisyAmount> amounts) {
    /** A question that names no cost takes this part of its permit's budget. */
    private static final double PART = 0.01;
    private static final String PROFESSIONAL = pt.arquipelago.analysis.disclosure.Thresholds.PROFESSIONAL;

    public NoisyQuestion {
        amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    /** What each record's amount is cut to. */
    public Map<Integer, Clip> clips() {
        return clips(amounts);
    }

    private static Map<Integer, Clip> clips(SortedMap<Integer, NoisyAmount> amounts) {
        Map<Integer, Clip> clips = new TreeMap<>();
        amounts.forEach((term, amount) -> clips.put(term, amount.clip()));
        return clips;
    }

    /**
     * @param asked the question's own limits
     * @param permit those of its permit, for what it does not say
     * @param budget of the permit for one table
     * @param personal whether each row of the one table is another person
     * @throws RefusedException when the question cannot be answered with noise, or does not say how much one person counts for
     */
    public static NoisyQuestion of(CompiledQuestion question, NoiseLimits asked, NoiseLimits permit, double budget, boolean personal) {
        AggregateQuery query = question.query();
        requireOneSubject(question);
        NoiseLimits wanted = asked.or(permit);
        boolean once = personal || question.isOnePerPerson();
        int rows = query.keys().isEmpty() || once ? 1 : wanted.rows().orElseThrow(() -> refusal("noise.rows",
                "It is not said in how many rows of the table one person counts.",
                "Give noise.rows with the question, such as {\"rows\": 1} where the keys are the same on all records of a person; a permit may give it for all questions."));
        boolean counts = query.terms().stream().anyMatch(term -> term.kind() != Kind.PERSONS);
        int records = once || !counts ? 1 : wanted.records().orElseThrow(() -> refusal("noise.records",
                "It is not said with how many records one person counts in a row of the table.",
                "Give noise.records with the question, such as {\"records\": 12}, or ask for count(DISTINCT person); a permit may give it for all questions."));
        try {
            SortedMap<Integer, NoisyAmount> amounts = NoisyAmounts.of(question, asked, permit);
            Rho rho = Rho.of(asked.rho().orElse(Math.max(1e-6, Math.rint(budget * PART * 1e9) / 1e9)));
            return new NoisyQuestion(NoisePlan.of(query, new Limits(rows, records), clips(amounts), rho), amounts);
        } catch (IllegalArgumentException e) {
            throw refusal("noise.limits", "The noise that is asked for cannot be made: " + e.getMessage() + ".", "Give noise.rho, noise.rows and noise.records within their limits.");
        }
    }

    /** Noise hides the person whose records a row is made of; a row that rests on the records of two hides neither. */
    private static void requireOneSubject(CompiledQuestion question) {
        if (question.query().terms().stream().anyMatch(term -> term.kind() == Kind.VALUES)) {
            throw refusal("noise.codes", "A count of distinct codes is not answered with noise.", "Group by the code and count persons; the rows that are shown are the codes.");
        }
        boolean others = question.others().stream().map(ProtectedExpression::type).anyMatch(type -> !type.equals(PROFESSIONAL));
        if (others || !linksPersons(question.query().source())) {
            throw refusal("noise.several-persons", "Records of several persons make up one record of this question: noise would hide only one of them.",
                    "Join tables by person, and use no table in which family members stand beside the subject.");
        }
    }

    /** A negated subquery that is linked by something else than the person may keep or drop one person's records for another's. */
    private static boolean linksPersons(JsonNode form) {
        if (form.isArray() && (form.path(0).asText().equals("not-exists") || form.path(0).asText().equals("not-in"))) {
            boolean linked = false;
            for (int i = 2; i < form.size(); i++) {
                JsonNode condition = form.get(i);
                linked |= condition.path(0).asText().equals("eq") && condition.size() == 3 && isPerson(condition.get(1)) && isPerson(condition.get(2));
            }
            if (!linked) {
                return false;
            }
        }
        for (JsonNode child : form) {
            if (!linksPersons(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPerson(JsonNode form) {
        return switch (form.path(0).asText()) {
            case "column" -> form.path(1).asText().endsWith(".person");
            case "step" -> isPerson(form.path(2));
            default -> false;
        };
    }

    /** What makes two questions the same beside their query, lake version and obligations. */
    public String digest(String canonical) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("question", canonical);
        json.set("plan", plan.toJson());
        ObjectNode ends = json.putObject("clips");
        clips().forEach((term, clip) -> ends.putArray(term.toString()).add(clip.low()).add(clip.high()));
        return CanonicalJson.digest(json);
    }

    static RefusedException refusal(String code, String message, String remedy) {
        return new RefusedException(new Refusal(code, message, remedy));
    }
}
