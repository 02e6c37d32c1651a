package pt.arquipelago.demo.generate;

/**
 * A stay in hospital, or a case of a day.
 *
 * @param number of the episode, thirteen digits
 * @param diagnosis principal, ICD-10-CM
 * @param first day, counted from 1970-01-01; {@code last} alike
 * @param died whether it ended so
 */
record Admission(Patient patient, long number, AdmissionReason reason, String diagnosis, int first, int last, boolean planned, boolean died, Professional physician) {

    /** What hears of a patient's stays; each hears the same, whoever else does. */
    interface Listener {
        void discharged(Admission admission, Draw draw);
    }

    boolean ofADay() {
        return reason.days() == 0;
    }
}
