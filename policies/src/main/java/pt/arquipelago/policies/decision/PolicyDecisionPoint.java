package pt.arquipelago.policies.decision;

/** Decides on a question. Whatever cannot be decided is a denial with a code of its own, never an exception and never a yes. */
public interface PolicyDecisionPoint extends AutoCloseable {
    Decision decide(DecisionInput input);

    @Override
    default void close() {
    }
}
