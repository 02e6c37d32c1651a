package pt.arquipelago.node.history;

/** A permit has had all the answers that it may have. */
public final class QuestionsSpentException extends RuntimeException {
    QuestionsSpentException() {
        super("the permit's questions are spent");
    }
}
