package pt.arquipelago.demo.generate;

import java.util.Optional;

/** A pregnancy that falls into the months of the extract: its first day, its last and whether a child was born. */
record Pregnancy(int from, int to, boolean birth) {

    private static final long STREAM = 40;
    private static final int TERM = 280;
    private static final int FIRST_BAND = 3;
    /** Births a year for each woman, from 15–19 to 40–44. */
    private static final double[] BIRTHS = {.008, .035, .07, .09, .055, .013};
    private static final double ENDS_EARLY = .1;

    static Optional<Pregnancy> of(Patient patient, Settings settings) {
        int at = patient.band() - FIRST_BAND;
        if (patient.male() || at < 0 || at >= BIRTHS.length) {
            return Optional.empty();
        }
        Draw draw = patient.draw(STREAM);
        int days = settings.endDay() - settings.firstDay() + TERM;
        if (!draw.chance(Math.min(.9, BIRTHS[at] * days / 365.25))) {
            return Optional.empty();
        }
        int from = settings.firstDay() - TERM + 1 + draw.below(days);
        boolean birth = !draw.chance(ENDS_EARLY);
        int to = from + (birth ? TERM - draw.below(28) : draw.between(50, 110));
        return to < settings.firstDay() || from > patient.last() ? Optional.empty() : Optional.of(new Pregnancy(from, Math.min(to, patient.death()), birth));
    }

    boolean on(int day) {
        return day >= from && day <= to;
    }

    /** The share of all people who are pregnant on a day. */
    static double shareOfPeople() {
        double share = 0;
        for (int at = 0; at < BIRTHS.length; at++) {
            int band = FIRST_BAND + at;
            double term = (1 - ENDS_EARLY) * (TERM - 14) + ENDS_EARLY * 80;
            share += Population.share(band) * (1 - Population.men(band)) * BIRTHS[at] * term / 365.25;
        }
        return share;
    }
}
