package pt.arquipelago.demo.generate;

/**
 * A certificate of sick leave.
 *
 * @param first its first day, counted from 1970-01-01
 * @param surgery after day surgery
 * @param relative the patient number of the family member cared for, or 0
 * @param prescriber who certified
 */
record SickLeave(Patient patient, long number, SickLeaveKind kind, boolean initial, Diagnosis reason, int first, int days, boolean surgery, long relative,
        Origin origin, Professional prescriber) {

    /** Where it was issued. */
    enum Origin {
        PRIMARY_CARE("CSP", 80), HOSPITAL("hospital", 14.5), PRIVATE("privado/social", 5.5);

        private static final Weighted SHARES = new Weighted(PRIMARY_CARE.share, HOSPITAL.share, PRIVATE.share);
        private static final Origin[] ALL = values();

        private final byte[] words;
        private final double share;

        Origin(String words, double share) {
            this.words = Words.of(words);
            this.share = share;
        }

        static Origin draw(Draw draw) {
            return ALL[SHARES.draw(draw)];
        }

        byte[] words() {
            return words;
        }
    }

    /** What hears of a patient's certificates. */
    interface Listener {
        void certified(SickLeave leave, Draw draw);
    }
}
