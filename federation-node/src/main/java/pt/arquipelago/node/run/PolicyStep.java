package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.execution.LakeRelations.LakeTable;
import pt.arquipelago.node.gate.QuestionSummary;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.policy.NodePolicies;
import pt.arquipelago.node.policy.PublishedDeclarations;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.DecisionInput.DatasetUse;
import pt.arquipelago.policies.decision.DecisionInput.HolderTerms;
import pt.arquipelago.policies.decision.Denial;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.permit.VerifiedOrder;

/** Asks the policies, and refuses what they deny or oblige to beyond what the node can do. */
final class PolicyStep {
    private static final String SQL = "sql";

    private final String node;
    private final HolderTerms holder;
    private final NodePolicies policies;
    private final PublishedDeclarations declarations;
    private final Clock clock;

    PolicyStep(String node, HolderTerms holder, NodePolicies policies, PublishedDeclarations declarations, Clock clock) {
        this.node = requireNonNull(node, "node is null");
        this.holder = requireNonNull(holder, "holder is null");
        this.policies = requireNonNull(policies, "policies is null");
        this.declarations = requireNonNull(declarations, "declarations is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @throws RefusedException with the first reason why not */
    Decision decide(VerifiedOrder order, QuestionSummary summary, PermittedViews.View view, Account account) {
        DecisionInput input = DecisionInput.of(order, what(order, summary, view), holder, clock.instant().getEpochSecond(), view.optOuts());
        NodePolicies.Answer answer = policies.ask(input);
        Decision decision = answer.together();
        account.decided(input, decision);
        answer.own().filter(own -> decision.allowed() || !own.allowed()).ifPresent(own -> account.undeclared(undeclared(own, order, summary)));
        if (!decision.allowed()) {
            Denial denial = decision.denials().get(0);
            throw new RefusedException(new Refusal(denial.code(), denial.message(), denial.remedy()));
        }
        Thresholds applied = decision.obligations().thresholds().stricter(holder.thresholds()).stricter(order.permit().thresholds());
        applied = applied.stricter(new Thresholds(leastPersons(summary, view), applied.professionals()));
        account.applied(applied);
        requirePossible(decision, summary);
        if (order.permit().release() == ReleaseMode.NOISY && decision.obligations().rounding() > 1) {
            throw new RefusedException(NodeRefusal.OBLIGATION_UNKNOWN.refusal());
        }
        return new Decision(true, List.of(), new pt.arquipelago.policies.decision.Obligations(applied, decision.obligations().rounding(),
                decision.obligations().maskedColumns(), decision.obligations().rowFilters()), decision.bundles());
    }

    /** What the institution's own policy does here that the description of some table of the question did not say when the permit was issued. */
    private List<String> undeclared(Decision own, VerifiedOrder order, QuestionSummary summary) {
        Map<String, Set<String>> uses = new TreeMap<>();
        summary.tables().forEach(table -> uses.put(table, Set.copyOf(summary.columns().getOrDefault(table, Set.of()))));
        Thresholds known = holder.thresholds().stricter(order.permit().thresholds());
        Set<String> lacking = new TreeSet<>();
        uses.keySet().forEach(table -> lacking.addAll(declarations.at(table, order.permit().iat()).lacks(own, known, uses)));
        return List.copyOf(lacking);
    }

    /** What the tables of small populations ask for. */
    private static int leastPersons(QuestionSummary summary, PermittedViews.View view) {
        return summary.tables().stream().mapToInt(table -> view.tables().get(table).description().minimumPersons()).max().orElse(1);
    }

    private DecisionInput.What what(VerifiedOrder order, QuestionSummary summary, PermittedViews.View view) {
        List<DatasetUse> uses = new ArrayList<>();
        for (String table : new TreeSet<>(summary.tables())) {
            uses.add(new DatasetUse(table, withoutPseudonyms(view.tables().get(table), new TreeMap<>(summary.columns()).get(table))));
        }
        return new DecisionInput.What(node, uses, List.copyOf(new TreeSet<>(summary.functions())), SQL, false, order.order().questionDigest());
    }

    /** Pseudonyms are implied by a permit: the gate lets them join and count only. */
    private static List<String> withoutPseudonyms(LakeTable table, Iterable<String> columns) {
        List<String> named = new ArrayList<>();
        if (columns != null) {
            columns.forEach(name -> {
                if (!table.description().column(name).map(ColumnDescription::isPseudonym).orElse(false)) {
                    named.add(name);
                }
            });
        }
        named.sort(null);
        return named;
    }

    private static void requirePossible(Decision decision, QuestionSummary summary) {
        for (String masked : decision.obligations().maskedColumns()) {
            int dot = masked.indexOf('.');
            if (dot < 0) {
                throw new RefusedException(NodeRefusal.OBLIGATION_UNKNOWN.refusal());
            }
            if (summary.columns().getOrDefault(masked.substring(0, dot), Set.of()).contains(masked.substring(dot + 1))) {
                throw new RefusedException(NodeRefusal.COLUMN_MASKED.refusal());
            }
        }
    }
}
