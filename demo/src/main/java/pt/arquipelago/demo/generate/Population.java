package pt.arquipelago.demo.generate;

/**
 * Portugal's people by five-year age band (2023; thousands), with what depends on age: sex, medicines, deaths.
 * Bands are counted 0 (0–4) to 19 (95 and over).
 */
final class Population {

    static final int BANDS = 20;

    private static final double[] PEOPLE = {402, 437, 492, 533, 555, 550, 571, 636, 756, 796, 745, 752, 695, 631, 568, 456, 354, 262, 114, 38};
    private static final double[] MEDICINES = {.3, .2, .2, .25, .3, .35, .4, .45, .55, .7, .95, 1.25, 1.6, 1.95, 2.2, 2.45, 2.6, 2.7, 2.6, 2.5};
    private static final double[] DEATHS_A_YEAR = {.0007, .0001, .0001, .0003, .0005, .0005, .0007, .001, .0015, .0025, .004, .006, .009, .013, .019,
        .03, .055, .1, .18, .3};

    private static final Weighted BY_BAND = new Weighted(PEOPLE);
    private static final double MEAN_MEDICINES = mean(MEDICINES);
    /** 118,947 deaths among 10,639,726 people (2023). */
    private static final double DEATHS = 118_947 / 10_639_726.0 / mean(DEATHS_A_YEAR);

    private Population() {
    }

    static int band(Draw draw) {
        return BY_BAND.draw(draw);
    }

    static double share(int band) {
        return PEOPLE[band] / sum(PEOPLE);
    }

    static double men(int band) {
        int age = band * 5;
        return age < 25 ? .51 : age < 40 ? .495 : age < 65 ? .476 : age < 80 ? .45 : .36;
    }

    /** How many medicines people of an age get, 1 being the mean of all people. */
    static double medicines(int band) {
        return MEDICINES[band] / MEAN_MEDICINES;
    }

    static double deathsAYear(int band) {
        return DEATHS_A_YEAR[band] * DEATHS;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (int band = 0; band < BANDS; band++) {
            sum += values[band] * share(band);
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
