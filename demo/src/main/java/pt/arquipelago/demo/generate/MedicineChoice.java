package pt.arquipelago.demo.generate;

import java.util.List;

/**
 * Which medicine a prescription line names, for each kind of person (age band, sex, diabetes). Not every medicine suits
 * everybody, so the weights within the kinds are fitted until the sum over all people has the published shares.
 */
final class MedicineChoice {

    private static final int ROUNDS = 60;
    private static final int KINDS = Population.BANDS * 2 * Health.values().length;

    private final List<Medicine> medicines;
    private final Weighted[] byKind = new Weighted[KINDS];

    MedicineChoice(List<Medicine> medicines) {
        this.medicines = medicines;
        double[] volume = volumes();
        double[] target = lineShares(medicines);
        double[] weight = target.clone();
        for (int round = 0; round < ROUNDS; round++) {
            double[] share = shares(weight, volume);
            for (int m = 0; m < weight.length; m++) {
                weight[m] *= target[m] / share[m];
            }
        }
        for (int kind = 0; kind < KINDS; kind++) {
            byKind[kind] = new Weighted(suitable(weight, kind));
        }
    }

    int draw(Draw draw, Patient patient) {
        return byKind[kind(patient.band(), patient.male(), patient.health())].draw(draw);
    }

    /** Packages in a line, over all lines. */
    double meanPackages() {
        double lines = 0;
        for (Medicine medicine : medicines) {
            lines += medicine.weight() / 1000 / medicine.meanPackages();
        }
        return medicines.stream().mapToDouble(Medicine::weight).sum() / 1000 / lines;
    }

    private double[] shares(double[] weight, double[] volume) {
        double[] share = new double[weight.length];
        for (int kind = 0; kind < KINDS; kind++) {
            double[] suitable = suitable(weight, kind);
            double sum = 0;
            for (double one : suitable) {
                sum += one;
            }
            for (int m = 0; m < share.length; m++) {
                share[m] += volume[kind] * suitable[m] / sum;
            }
        }
        return share;
    }

    private double[] suitable(double[] weight, int kind) {
        double[] suitable = weight.clone();
        for (int m = 0; m < weight.length; m++) {
            if (!medicines.get(m).suits(kind / 6, kind / 3 % 2 == 1, Health.values()[kind % 3])) {
                suitable[m] = 0;
            }
        }
        return suitable;
    }

    private static double[] volumes() {
        double[] volume = new double[KINDS];
        for (int band = 0; band < Population.BANDS; band++) {
            double people = Population.share(band) * Population.medicines(band);
            double diabetes = Population.diabetes(band);
            for (boolean male : new boolean[] {false, true}) {
                double sex = people * (male ? Population.men(band) : 1 - Population.men(band));
                volume[kind(band, male, Health.NO_DIABETES)] = sex * (1 - diabetes);
                volume[kind(band, male, Health.DIABETES)] = sex * diabetes * (1 - Population.insulin(band));
                volume[kind(band, male, Health.DIABETES_ON_INSULIN)] = sex * diabetes * Population.insulin(band);
            }
        }
        return volume;
    }

    private static double[] lineShares(List<Medicine> medicines) {
        double[] lines = medicines.stream().mapToDouble(medicine -> medicine.weight() / medicine.meanPackages()).toArray();
        double sum = 0;
        for (double line : lines) {
            sum += line;
        }
        for (int m = 0; m < lines.length; m++) {
            lines[m] /= sum;
        }
        return lines;
    }

    private static int kind(int band, boolean male, Health health) {
        return (band * 2 + (male ? 1 : 0)) * Health.values().length + health.ordinal();
    }
}
