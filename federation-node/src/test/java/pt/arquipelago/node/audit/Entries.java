package pt.arquipelago.node.audit;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.CanonicalJson;

final class Entries {
    private Entries() {}

    static AuditEntry refusal(String order) {
        Question question = Question.of("SELECT 1");
        return new AuditEntry(Outcome.REFUSED, Optional.of(order), CanonicalJson.digest(order), Optional.of("task-1"), Optional.of("permit-1"), Optional.of("ana"),
                Optional.of(new AuditEntry.Why("53(1)(e)", "Universidade", 1_790_000_000, false)), Optional.of(question), Optional.of(question.digest()), Optional.empty(),
                Optional.of("gate.shape"), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
