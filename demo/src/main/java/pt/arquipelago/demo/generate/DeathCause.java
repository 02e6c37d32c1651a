package pt.arquipelago.demo.generate;

import java.util.List;

/**
 * Of what people die.
 *
 * @param icd underlying cause, WHO ICD-10
 * @param direct what it led to at last
 * @param between what stood between, or empty
 * @param conditions what who dies of it had before, or 0
 */
record DeathCause(String icd, double weight, char sex, int from, String direct, String between, long conditions, boolean violent) {

    private static final List<DeathCause> ALL = ResourceTable.rows("deaths.csv").stream().map(cells -> new DeathCause(cells[0], Double.parseDouble(cells[1]),
            cells[2].charAt(0), Integer.parseInt(cells[3]), cells[4], cells[5], Condition.bits(cells[6]), cells[7].equals("v"))).toList();
    private static final Weighted WEIGHTS = new Weighted(ALL.stream().mapToDouble(DeathCause::weight).toArray());
    private static final int ATTEMPTS = 60;

    /** A cause for somebody who dies at an age. */
    static DeathCause draw(Draw draw, int age, boolean male) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DeathCause cause = ALL.get(WEIGHTS.draw(draw));
            if (age >= cause.from() && (cause.sex() == '-' || cause.sex() == (male ? 'M' : 'F'))) {
                return cause;
            }
        }
        return ALL.get(ALL.size() - 1);
    }
}
