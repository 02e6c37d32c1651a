package pt.arquipelago.demo.generate;

/**
 * A medicine by its substance.
 *
 * @param weight packages per thousand dispensed
 * @param price euro a package, before scaling
 * @param level co-payment level: A 90, B 69, C 37, D 15 per cent of the price paid by the SNS
 * @param generic share of generics, before scaling
 * @param chronic taken for months
 * @param sex M, F or - for both
 * @param from youngest age
 */
record Medicine(String atc, String substance, double weight, double price, char level, double generic, int form, int route, String dosage, int size,
        boolean chronic, char sex, int from) {

    boolean forDiabetes() {
        return atc.startsWith("A10");
    }

    boolean isInsulin() {
        return atc.startsWith("A10A");
    }

    boolean suits(int band, boolean male, Health health) {
        return band * 5 + 4 >= from && (sex == '-' || sex == (male ? 'M' : 'F')) && (!forDiabetes() || health != Health.NO_DIABETES)
                && (!isInsulin() || health == Health.DIABETES_ON_INSULIN);
    }

    /** Chances of 1, 2, … packages in a line. */
    double[] packages() {
        return chronic ? new double[] {0, .40, .25, .20, 0, .15} : new double[] {.6, .4};
    }

    double meanPackages() {
        double sum = 0;
        for (int i = 0; i < packages().length; i++) {
            sum += (i + 1) * packages()[i];
        }
        return sum;
    }

    double shareOfSns() {
        return switch (level) {
            case 'A' -> .90;
            case 'B' -> .69;
            case 'C' -> .37;
            case 'D' -> .15;
            default -> throw new IllegalArgumentException("co-payment levels are A to D, not " + level);
        };
    }
}
