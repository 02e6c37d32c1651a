package pt.arquipelago.demo.generate;

import java.util.List;

/**
 * An exam.
 *
 * @param sns code of five digits
 * @param loinc empty for one without a number as result
 * @param mean result of people in general, and {@code changedMean} of those with {@code changed}
 * @param decimals of the result, 0 to 2
 * @param weight requests a year for a thousand people
 * @param often who gets it oftener, 0: nobody in particular
 */
record Exam(byte[] area, int sns, byte[] agreement, byte[] name, byte[] loinc, byte[] unit, double mean, double spread, double low, double high, int decimals,
        double weight, char sex, int from, int to, long often, long changed, double changedMean) {

    /** A request to one person, made up of lines. {@code day} counts from 1970-01-01. */
    record Request(Patient patient, long number, int day, int second, Professional prescriber, boolean urgent) {
    }

    /**
     * A line of a request.
     *
     * @param done day on which it was done, or -1
     * @param result in hundredths, or -1 without one
     */
    record Line(Request request, int line, Exam exam, int done, int result) {
    }

    /** What hears of a patient's exams; each hears the same, whoever else does. */
    interface Listener {
        void requested(Line line, Draw draw);
    }

    /** How often, in general or for those who get it oftener: half of the weight each. */
    record Need(Exam exam, boolean particular) implements Occasion {

        @Override
        public double weight() {
            return exam.often() == 0 ? exam.weight() : exam.weight() / 2;
        }

        @Override
        public long conditions() {
            return particular ? exam.often() : 0;
        }

        @Override
        public char sex() {
            return exam.sex();
        }

        @Override
        public int from() {
            return exam.from();
        }

        @Override
        public int to() {
            return exam.to();
        }

        @Override
        public double atAge(int band) {
            return particular ? 1 : Population.medicines(band);
        }
    }

    static List<Exam> all() {
        return ResourceTable.rows("exams.csv").stream().map(cells -> new Exam(Words.of(cells[0]), Integer.parseInt(cells[1]), Words.of(cells[2]), Words.of(cells[3]),
                Words.of(cells[4]), Words.of(cells[5]), number(cells[6]), number(cells[7]), number(cells[8]), number(cells[9]), Integer.parseInt(cells[10]),
                number(cells[11]), cells[12].charAt(0), Integer.parseInt(cells[13]), Integer.parseInt(cells[14]), Condition.bits(cells[15]), Condition.bits(cells[16]),
                number(cells[17]))).toList();
    }

    boolean hasNumber() {
        return loinc.length > 0;
    }

    boolean isGlycatedHaemoglobin() {
        return sns == 22151;
    }

    /** A result of a person, in hundredths: around a level of the person's own, so that those of one person are alike. */
    int result(Patient patient, long having, Draw draw) {
        double centre = (changed & having) != 0 ? changedMean : mean;
        double width = spread * centre / mean;
        double value = centre + width * (.8 * patient.draw(sns).normal() + .5 * draw.normal());
        double rounded = Math.round(Math.max(value, centre / 4) * unitsOfLastPlace()) / unitsOfLastPlace();
        return (int) Math.round(rounded * 100);
    }

    private double unitsOfLastPlace() {
        return Math.pow(10, decimals);
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }
}
