package pt.arquipelago.demo.generate;

/**
 * A professional of an institution.
 *
 * @param which place in the institution's list
 * @param number in the professional order
 * @param specialty 1 to 47 in the list of the order of physicians, 0 for others
 * @param place code of the unit, seven digits
 */
record Professional(Kind kind, int which, int number, int specialty, int place) {

    static final int FAMILY_MEDICINE = 29;

    /** Professions by their order, with their first number and how many there are for each physician. SIARS does not say the order, so no nurse has a physician's number. */
    enum Kind {
        PHYSICIAN("OM", "médico", 30_000, 1), DENTIST("OMD", "médico dentista", 4_000, .17), NURSE("OE", "enfermeiro", 200_000, 1.25),
        PHARMACIST("OF", "farmacêutico", 9_000, .12), PSYCHOLOGIST("OPP", "psicólogo", 12_000, .08), NUTRITIONIST("ON", "nutricionista", 1_500, .04);

        private final byte[] order;
        private final byte[] words;
        private final int first;
        private final double eachPhysician;

        Kind(String order, String words, int first, double eachPhysician) {
            this.order = Words.of(order);
            this.words = Words.of(words);
            this.first = first;
            this.eachPhysician = eachPhysician;
        }

        byte[] order() {
            return order;
        }

        byte[] words() {
            return words;
        }

        int first() {
            return first;
        }

        int count(int physicians) {
            return Math.max(1, (int) (physicians * eachPhysician));
        }
    }

    boolean family() {
        return specialty == FAMILY_MEDICINE;
    }
}
