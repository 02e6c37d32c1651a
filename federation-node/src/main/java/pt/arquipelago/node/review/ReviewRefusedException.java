package pt.arquipelago.node.review;

import pt.arquipelago.node.settings.OperatorException;

/** A checker cannot do that, or not now. */
public final class ReviewRefusedException extends OperatorException {
    private final ReviewRefusal refusal;

    ReviewRefusedException(ReviewRefusal refusal) {
        super(refusal.english());
        this.refusal = refusal;
    }

    public ReviewRefusal refusal() {
        return refusal;
    }
}
