package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.styra.opa.wasm.OpaPolicy;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * What an institution's own policy says of itself, whatever is asked, so that it can be published before anybody applies.
 *
 * @param rules by which it may deny, with their words
 * @param thresholds that it asks for
 * @param rounding 1: none
 * @param maskedColumns {@code table.column}
 * @param rowFilters by table
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record HolderDeclaration(List<Denial> rules, Optional<Thresholds> thresholds, int rounding, Set<String> maskedColumns, Map<String, List<String>> rowFilters) {
    /** The entry point of a bundle that declares something. */
    public static final String ENTRYPOINT = "holder/declaration";
    public static final HolderDeclaration NOTHING = new HolderDeclaration(List.of(), Optional.empty(), 1, Set.of(), Map.of());

    /** Names of obligations among the names of rules that were not declared. */
    public static final String THRESHOLDS = "thresholds";
    public static final String ROUNDING = "rounding";
    public static final String MASKED_COLUMNS = "masked_columns";
    public static final String ROW_FILTERS = "row_filters";

    private static final ObjectMapper JSON = new ObjectMapper();

    public HolderDeclaration {
        rules = List.copyOf(rules);
        requireNonNull(thresholds, "thresholds is null");
        if (rounding < 1) {
            throw new IllegalArgumentException("rounding must be at least 1");
        }
        maskedColumns = Collections.unmodifiableSet(new TreeSet<>(maskedColumns));
        rowFilters = rowFilters.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        if (rules.stream().map(Denial::code).distinct().count() != rules.size()) {
            throw new IllegalArgumentException("two rules have the same code");
        }
    }

    /** As the entry point answers: what a decision's denials and obligations look like. */
    record Answer(List<Denial> rules, Optional<PolicyAnswer.Obliged> obligations) {
        Answer {
            rules = List.copyOf(rules);
        }

        HolderDeclaration declaration() {
            List<Denial> sorted = rules.stream().sorted(Comparator.comparing(Denial::code)).toList();
            return obligations.map(obliged -> new HolderDeclaration(sorted, obliged.thresholds(), obliged.rounding().orElse(1),
                    Set.copyOf(obliged.maskedColumns().orElse(List.of())), obliged.rowFilters().orElse(Map.of())))
                    .orElseGet(() -> new HolderDeclaration(sorted, Optional.empty(), 1, Set.of(), Map.of()));
        }
    }

    /**
     * What a bundle declares; {@link #NOTHING} if it has no such entry point.
     *
     * @throws IllegalArgumentException when what it declares does not have the agreed form
     */
    public static HolderDeclaration of(PolicyBundle bundle) {
        OpaPolicy policy = OpaPolicy.builder().withPolicy(bundle.wasm()).build();
        if (!policy.entrypoints().containsKey(ENTRYPOINT)) {
            return NOTHING;
        }
        policy.entrypoint(ENTRYPOINT);
        try {
            JsonNode result = JSON.readTree(policy.data("{}").evaluate("{}")).path(0).path("result");
            return StrictJson.read(result, Answer.class).declaration();
        } catch (JsonProcessingException | InvalidMessage e) {
            throw new IllegalArgumentException("What the bundle declares at " + ENTRYPOINT + " has another form than {rules, obligations}", e);
        }
    }

    /**
     * What of the institution's own decision this does not say, by code of a rule or name of an obligation.
     *
     * @param known thresholds that hold without the institution's policy
     * @param uses the columns of each table that the question uses
     */
    public Set<String> lacks(Decision own, Thresholds known, Map<String, Set<String>> uses) {
        Set<String> lacking = new TreeSet<>();
        own.denials().stream().map(Denial::code).filter(code -> rules.stream().noneMatch(rule -> rule.code().equals(code))).forEach(lacking::add);
        if (own.allowed()) {
            Obligations obliged = own.obligations();
            Thresholds said = thresholds.map(known::stricter).orElse(known);
            note(lacking, THRESHOLDS, !said.stricter(obliged.thresholds()).equals(said));
            note(lacking, ROUNDING, obliged.rounding() > rounding);
            note(lacking, MASKED_COLUMNS, obliged.maskedColumns().stream().anyMatch(masked -> !maskedColumns.contains(masked) && used(masked, uses)));
            note(lacking, ROW_FILTERS, uses.keySet().stream()
                    .anyMatch(table -> !rowFilters.getOrDefault(table, List.of()).containsAll(obliged.rowFilters().getOrDefault(table, List.of()))));
        }
        return lacking;
    }

    private static void note(Set<String> lacking, String name, boolean lacks) {
        if (lacks) {
            lacking.add(name);
        }
    }

    private static boolean used(String column, Map<String, Set<String>> uses) {
        int dot = column.indexOf('.');
        return dot > 0 && uses.getOrDefault(column.substring(0, dot), Set.of()).contains(column.substring(dot + 1));
    }
}
