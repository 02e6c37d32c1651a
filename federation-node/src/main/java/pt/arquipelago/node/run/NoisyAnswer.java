package pt.arquipelago.node.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.noise.Conversion;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.Rho;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.disclosure.NoisyQuestion;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.history.BudgetSpentException;
import pt.arquipelago.node.history.CanonicalQuestion;
import pt.arquipelago.node.history.History;
import pt.arquipelago.node.history.NoiseAccount;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.VerifiedOrder;

/** One question under a permit with release {@code noisy}: what it costs, what of its permit's budget is left, and what makes it the same again. */
final class NoisyAnswer {
    /** At which ε is told: half of a permit's δ of a millionth; the other half is for rows that one person alone makes. */
    static final double DELTA = 5e-7;

    private final VerifiedOrder order;
    private final AggregateQuery query;
    private final NoisyQuestion question;
    private final NoiseAccount.Cost cost;
    private final String canonical;
    private final History history;

    NoisyAnswer(VerifiedOrder order, CompiledQuestion compiled, PermittedViews.View view, Decision decision, History history) {
        this.order = order;
        this.query = compiled.query();
        this.history = history;
        double budget = order.permit().noiseBudget().orElseThrow();
        NoiseLimits wanted = order.order().question().noise().orElse(NoiseLimits.NONE);
        NoiseLimits given = order.permit().noise().orElse(NoiseLimits.NONE);
        this.question = NoisyQuestion.of(compiled, wanted, given, budget, view.isPersonal(compiled));
        this.cost = new NoiseAccount.Cost(question.plan().rho(), List.copyOf(new TreeSet<>(compiled.summary().tables())), Rho.of(budget));
        this.canonical = question.digest(new CanonicalQuestion(query.digest(), view.version().number(),
                NodeDisclosure.thresholds(decision.obligations().thresholds(), compiled), decision.obligations()).digest());
    }

    AggregateQuery query() {
        return query;
    }

    String permit() {
        return order.permit().jti();
    }

    String canonical() {
        return canonical;
    }

    NoisePlan plan() {
        return question.plan();
    }

    Map<Integer, Clip> clips() {
        return question.clips();
    }

    /** Before anything is read; the transaction that enters the answer looks again. */
    void requireBudget() {
        history.requireBudget(permit(), cost);
    }

    long pending(byte[] body) {
        return history.pending(new History.Submission(permit(), order.permit().applicant().organisation(), canonical, order.permit().exp()), cost, body).position();
    }

    /**
     * As it stands now.
     *
     * @param repeat whether it was answered before
     */
    Manifest.Noise noise(boolean repeat) {
        Map<String, Rho> spent = history.spent(permit());
        NoisePlan plan = question.plan();
        List<Manifest.Deviation> deviations = plan.numbers().stream()
                .map(number -> new Manifest.Deviation(number.term(), number.part().name().toLowerCase(java.util.Locale.ROOT), number.deviation())).toList();
        List<Manifest.Range> ranges = new java.util.ArrayList<>();
        question.amounts().forEach((term, amount) -> ranges.add(new Manifest.Range(term, amount.name(), amount.clip().low(), amount.clip().high(), amount.from())));
        List<Manifest.Budget> budgets = new java.util.ArrayList<>();
        for (String table : cost.tables()) {
            budgets.add(new Manifest.Budget(table, cost.budget().doubleValue(), spent.getOrDefault(table, Rho.NONE).doubleValue(),
                    Conversion.epsilon(cost.budget().doubleValue(), DELTA)));
        }
        return new Manifest.Noise(plan.rho().doubleValue(), plan.delta(), plan.limits().rows(), plan.limits().records(),
                plan.grid() ? Optional.empty() : Optional.of(plan.threshold()), deviations,
                Optional.of(ranges).filter(some -> !some.isEmpty()), budgets, repeat ? Optional.of(true) : Optional.empty());
    }

    /** Says what is left: a public number, for it depends on what was asked alone. */
    static Refusal spent(BudgetSpentException e) {
        Refusal said = NodeRefusal.BUDGET_SPENT.refusal();
        return new Refusal(said.code(), "The permit's budget for noisy answers about " + e.table() + " has " + e.remaining() + " left, and this question costs " + e.cost() + ".", said.remedy());
    }
}
