package pt.arquipelago.node.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.DecisionInput.DatasetUse;
import pt.arquipelago.policies.decision.Denial;
import pt.arquipelago.policies.decision.Obligations;

/** What policies say, rule by rule, and how a changed one differs, as the node's operator reads it. */
public final class PolicyReport {
    private PolicyReport() {}

    /** What each policy says to one question. */
    public static String explained(DecisionInput input, NodePolicies policies) {
        StringBuilder text = new StringBuilder();
        text.append("Asked by ").append(input.who().user()).append(" under ").append(input.permit().id()).append(", for ").append(input.why().article()).append('\n');
        for (DatasetUse use : input.what().datasets()) {
            text.append("  uses ").append(use.table()).append(": ").append(String.join(", ", use.columns())).append('\n');
        }
        text.append("  functions: ").append(String.join(", ", input.what().functions())).append('\n');
        policies.all().forEach(named -> said(text, named.name(), named.policy().decide(input)));
        return text.toString();
    }

    /** Which decisions of a log would come out differently. */
    public static String replayed(List<LoggedDecision> log, NodePolicies policies) {
        List<Replay.Difference> differences = Replay.of(log, policies);
        StringBuilder text = new StringBuilder();
        for (Replay.Difference difference : differences) {
            DecisionInput input = difference.decision().decided().input();
            text.append("entry ").append(difference.decision().index()).append("  ").append(difference.decision().at()).append("  ").append(input.who().user())
                    .append("  ").append(input.permit().id()).append("  question ").append(input.what().questionDigest()).append('\n')
                    .append("  was  ").append(difference.before()).append('\n')
                    .append("  now  ").append(difference.after()).append('\n');
        }
        return text.append(log.size()).append(" decisions, ").append(differences.size()).append(" would differ.\n").toString();
    }

    private static void said(StringBuilder text, String name, Decision decision) {
        text.append(Character.toUpperCase(name.charAt(0))).append(name.substring(1)).append(" (").append(String.join(", ", decision.bundles())).append("): ")
                .append(decision.allowed() ? "allowed" : "refused").append('\n');
        for (Denial denial : decision.denials()) {
            text.append("  ").append(denial.code()).append(denial.article().map(article -> " (Art " + article + ")").orElse("")).append('\n')
                    .append("    ").append(denial.message()).append('\n')
                    .append("    ").append(denial.messagePt()).append('\n')
                    .append("    ").append(denial.remedy()).append('\n');
        }
        if (decision.allowed()) {
            obliged(text, decision.obligations());
        }
    }

    private static void obliged(StringBuilder text, Obligations obligations) {
        text.append("  at least ").append(obligations.thresholds().persons()).append(" persons and ").append(obligations.thresholds().professionals()).append(" professionals\n");
        if (obligations.rounding() > 1) {
            text.append("  counts in multiples of ").append(obligations.rounding()).append('\n');
        }
        if (!obligations.maskedColumns().isEmpty()) {
            text.append("  masked: ").append(String.join(", ", new TreeSet<>(obligations.maskedColumns()))).append('\n');
        }
        Map<String, List<String>> filters = new TreeMap<>(obligations.rowFilters());
        filters.forEach((table, conditions) -> text.append("  only rows of ").append(table).append(" where ").append(String.join(" and ", conditions)).append('\n'));
    }
}
