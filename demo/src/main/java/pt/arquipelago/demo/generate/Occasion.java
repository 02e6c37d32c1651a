package pt.arquipelago.demo.generate;

/** Something that happens to some people at a rate. */
interface Occasion {

    /** How often among all people together. */
    double weight();

    /** Whom it happens to: those with any of these conditions; 0 for anybody. */
    long conditions();

    /** M, F or - for both. */
    char sex();

    int from();

    int to();

    /** How much more often at an age than at others, 1 where age makes no difference. */
    default double atAge(int band) {
        return 1;
    }

    /** The share of a band that is of the age, where that is looked at to the year. */
    default double covers(int band) {
        return 1;
    }

    /** Whether somebody of this band and sex can be concerned. */
    default boolean suits(int band, boolean male) {
        return band * 5 + 4 >= from() && band * 5 <= to() && (sex() == '-' || sex() == (male ? 'M' : 'F'));
    }
}
