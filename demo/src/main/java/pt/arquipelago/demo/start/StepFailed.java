package pt.arquipelago.demo.start;

/** A step of the demonstration that did not end well: what happened, and where to look. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    StepFailed(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
