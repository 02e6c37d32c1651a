package pt.arquipelago.demo.generate;

/**
 * A made-up person, the same at each institution.
 *
 * @param index from 0, over all institutions
 * @param band five-year age band at the start of the extract
 * @param birth day of birth, counted from 1970-01-01
 * @param death day of death, or {@link #ALIVE}
 * @param dico municipality of residence, as a number of four digits
 * @param lowIncome has the special co-payment regime
 */
record Patient(long index, long number, int band, boolean male, int birth, int death, int dico, Health health, boolean lowIncome) {

    static final int ALIVE = Integer.MAX_VALUE;

    int ageAt(int day) {
        return (int) ((day - birth) / 365.25);
    }

    boolean aliveOn(int day) {
        return day <= death;
    }
}
