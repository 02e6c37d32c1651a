package pt.arquipelago.demo.generate;

/**
 * How much is bad.
 *
 * @param share bad rows among all, 0 to 0.5
 * @param dirty whether with the errors of extracts as they come, or only those that a check can name
 */
record Errors(double share, boolean dirty) {

    static final Errors NONE = new Errors(0, false);

    Errors {
        if (!(share >= 0 && share <= 0.5)) {
            throw new IllegalArgumentException("the share of bad rows is 0 to 0.5");
        }
    }
}
