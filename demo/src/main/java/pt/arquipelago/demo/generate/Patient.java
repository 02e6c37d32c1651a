package pt.arquipelago.demo.generate;

/**
 * A made-up person, the same at each institution and in each system.
 *
 * @param index from 0, over all institutions
 * @param key from which everything else about this person is drawn
 * @param band five-year age band at the start of the extract
 * @param birth day of birth, counted from 1970-01-01
 * @param death day of death, or {@link #ALIVE}
 * @param place where the person lives, among the parts of municipalities
 * @param dico municipality of residence, as a number of four digits
 * @param conditions what the person has by the last day
 * @param lowIncome has the special co-payment regime
 * @param last the last day of the extract, or the one before death
 */
record Patient(long index, long key, long number, int band, boolean male, int birth, int death, int place, int dico, long conditions, boolean lowIncome, int last) {

    static final int ALIVE = Integer.MAX_VALUE;

    private static final long ONSET = 7_000;
    private static final double YEAR = 365.25;
    /** Nobody has a condition of long standing before the first birthday. */
    private static final int YOUNGEST = 366;

    int ageAt(int day) {
        return (int) ((day - birth) / YEAR);
    }

    /** Whether anything can still happen: on the day of death no more. */
    boolean aliveOn(int day) {
        return day < death;
    }

    boolean has(Condition condition) {
        return condition.in(conditions);
    }

    /** A sequence of random numbers of this person's own. */
    Draw draw(long stream) {
        return Draw.of(key, stream, 0);
    }

    /** The day on which a condition that the person has began. */
    int since(Condition condition) {
        double years = -Math.log(1 - Draw.of(key, ONSET, condition.ordinal()).unit()) * condition.years();
        int earliest = Math.min(birth + YOUNGEST, last);
        return Math.max(earliest, (int) (last - years * YEAR));
    }

    /** What the person had on a day. */
    long conditionsOn(int day) {
        long having = conditions;
        for (long rest = conditions; rest != 0; rest &= rest - 1) {
            int place = Long.numberOfTrailingZeros(rest);
            if (since(Condition.at(place)) > day) {
                having &= ~(1L << place);
            }
        }
        return having;
    }

    /** Has the extra benefits of poor pensioners. */
    boolean hasBenefits() {
        return lowIncome && band >= 13 && index % 3 == 0;
    }
}
