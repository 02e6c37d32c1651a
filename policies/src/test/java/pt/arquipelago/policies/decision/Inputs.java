package pt.arquipelago.policies.decision;

import java.util.List;

import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.testing.Examples;

/** The example's input with one thing changed. */
final class Inputs {
    private Inputs() {
    }

    static DecisionInput user(String user) {
        DecisionInput in = Examples.input();
        return new DecisionInput(new DecisionInput.Who(user, List.of()), in.what(), in.why(), in.how(), in.when(), in.permit(), in.holder());
    }

    static DecisionInput columns(String table, String... columns) {
        DecisionInput in = Examples.input();
        DecisionInput.What what = new DecisionInput.What(in.what().node(), List.of(new DecisionInput.DatasetUse(table, List.of(columns))), in.what().functions(),
                in.what().method(), in.what().pseudonymised(), in.what().questionDigest());
        return new DecisionInput(in.who(), what, in.why(), in.how(), in.when(), in.permit(), in.holder());
    }

    static DecisionInput noisyAndExpired() {
        DecisionInput in = Examples.input();
        return new DecisionInput(in.who(), in.what(), in.why(), new DecisionInput.How(ReleaseMode.NOISY, in.how().thresholds()),
                new DecisionInput.When(in.when().exp() + 61, in.when().nbf(), in.when().exp()), in.permit(), in.holder());
    }

    static DecisionInput purpose(String article) {
        DecisionInput in = Examples.input();
        DecisionInput.Why why = new DecisionInput.Why(article, in.why().applicantKind(), in.why().mandated(), in.why().prohibitedUses());
        return new DecisionInput(in.who(), in.what(), why, in.how(), in.when(), in.permit(), in.holder());
    }
}
