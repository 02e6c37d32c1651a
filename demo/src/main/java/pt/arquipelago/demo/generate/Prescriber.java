package pt.arquipelago.demo.generate;

/**
 * A physician of an institution.
 *
 * @param number in the order of physicians
 * @param specialty 1 to 47 in the order's list
 * @param place code of the unit, seven digits
 */
record Prescriber(int number, int specialty, int place) {

    private static final int AT_EACH = 150;
    private static final int FAMILY_PHYSICIANS = 90;
    private static final int FAMILY_MEDICINE = 29;
    private static final int UNITS = 12;

    static Prescriber of(Institution institution, int which) {
        int number = 30_000 + institution.ordinal() * 10_000 + which * 53;
        boolean family = which < FAMILY_PHYSICIANS;
        int specialty = family ? FAMILY_MEDICINE : 1 + which * 7 % 47;
        return new Prescriber(number, specialty, institution.digit() * 1_000_000 + (family ? 100 + which % UNITS : 900 + which % 3));
    }

    /** The patient's family physician there. */
    static Prescriber family(Institution institution, Patient patient) {
        return of(institution, (int) (patient.index() * 31 % FAMILY_PHYSICIANS));
    }

    /** The family physician mostly, else any. */
    static Prescriber any(Institution institution, Patient patient, Draw draw) {
        return draw.chance(.72) ? family(institution, patient) : of(institution, draw.below(AT_EACH));
    }
}
