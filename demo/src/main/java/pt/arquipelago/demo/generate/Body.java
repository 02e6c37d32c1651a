package pt.arquipelago.demo.generate;

/**
 * What is measured of a patient, around levels of the patient's own.
 *
 * @param height in centimetres; children grow
 * @param index body mass index
 * @param systolic and {@code diastolic} in mmHg
 */
record Body(int height, double index, int systolic, int diastolic) {

    private static final long STREAM = 70;
    private static final int GROWN = 18;

    static Body of(Patient patient, int day) {
        Draw draw = patient.draw(STREAM);
        int age = Math.min(patient.ageAt(day), GROWN);
        double adult = (patient.male() ? 173 : 161) + 6.5 * draw.normal();
        double height = age == GROWN ? adult : 52 + (adult - 52) * Math.pow((age + 1.0) / (GROWN + 1), .8);
        double lean = age < GROWN ? 15.5 + age * .35 : 24.6;
        double index = patient.has(Condition.OBESITY) ? Math.max(age < GROWN ? lean + 4 : 30, 33 + 3 * draw.normal()) : Math.min(29.9, lean + 2.6 * draw.normal());
        boolean high = patient.has(Condition.HYPERTENSION);
        double systolic = (age < GROWN ? 95 + age : high ? 137 : 123) + 9 * draw.normal();
        return new Body((int) Math.round(height), Math.max(13, index), (int) systolic, (int) (systolic * .58 + 5 * draw.normal()));
    }

    /** In tenths of a kilogram. */
    long weight() {
        return Math.round(index * height * height / 1000);
    }
}
