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
 * @param conditions those for which it is given, any of them; 0: anybody
 */
record Medicine(String atc, String substance, double weight, double price, char level, double generic, int form, int route, String dosage, int size,
        boolean chronic, char sex, int from, long conditions) {

    static final String METFORMIN = "A10BA02";
    /** Of the lines of metformin the part that is not there because everybody with diabetes gets it. */
    private static final double NOT_BY_RULE = .86;

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

    /** How often it stands on a line: for each package dispensed, over all medicines. */
    record OnLine(Medicine medicine, double total) implements Occasion {

        @Override
        public double weight() {
            return medicine.weight() / total / medicine.meanPackages() * (medicine.atc().equals(METFORMIN) ? NOT_BY_RULE : 1);
        }

        @Override
        public long conditions() {
            return medicine.conditions();
        }

        @Override
        public char sex() {
            return medicine.sex();
        }

        @Override
        public int from() {
            return medicine.from();
        }

        @Override
        public int to() {
            return 120;
        }

        /** What anybody may get, people get more of as they grow older. */
        @Override
        public double atAge(int band) {
            return medicine.conditions() == 0 ? Population.medicines(band) : 1;
        }
    }
}
