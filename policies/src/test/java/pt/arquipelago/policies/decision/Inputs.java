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
        return new DecisionInput(new DecisionInput.Who(user, in.who().roles()), in.what(), in.why(), in.how(), in.when(), in.permit(), in.holder());
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
                at(in.when(), in.when().exp() + 61), in.permit(), in.holder());
    }

    static DecisionInput purpose(String article) {
        DecisionInput in = Examples.input();
        DecisionInput.Why why = new DecisionInput.Why(article, in.why().applicantKind(), in.why().mandated(), in.why().prohibitedUses());
        return new DecisionInput(in.who(), in.what(), why, in.how(), in.when(), in.permit(), in.holder());
    }

    static DecisionInput revoked() {
        DecisionInput in = Examples.input();
        DecisionInput.When when = new DecisionInput.When(in.when().now(), in.when().nbf(), in.when().exp(),
                new DecisionInput.Status(in.when().status().iat(), in.when().status().exp(), true, false), in.when().optOuts());
        return new DecisionInput(in.who(), in.what(), in.why(), in.how(), when, in.permit(), in.holder());
    }

    static DecisionInput withThoseWhoOptedOut() {
        DecisionInput in = Examples.input();
        DecisionInput.When when = new DecisionInput.When(in.when().now(), in.when().nbf(), in.when().exp(), in.when().status(),
                new DecisionInput.OptOuts(false, in.when().optOuts().asOf()));
        return new DecisionInput(in.who(), in.what(), in.why(), in.how(), when, in.permit(), in.holder());
    }

    static DecisionInput function(String name) {
        DecisionInput in = Examples.input();
        DecisionInput.What what = new DecisionInput.What(in.what().node(), in.what().datasets(), List.of(name), in.what().method(), in.what().pseudonymised(),
                in.what().questionDigest());
        return new DecisionInput(in.who(), what, in.why(), in.how(), in.when(), in.permit(), in.holder());
    }

    /** With a list that is as old as in the example. */
    private static DecisionInput.When at(DecisionInput.When when, long now) {
        DecisionInput.Status status = new DecisionInput.Status(when.status().iat() + now - when.now(), when.status().exp() + now - when.now(), false, false);
        return new DecisionInput.When(now, when.nbf(), when.exp(), status, when.optOuts());
    }
}
