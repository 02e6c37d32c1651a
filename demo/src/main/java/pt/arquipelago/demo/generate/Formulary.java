package pt.arquipelago.demo.generate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.pseudonymisation.identifier.CheckDigits;

/** The medicines with their packages: prices scaled to the mean and generics to the share that were published for 2020. */
final class Formulary {

    static final double MEAN_PRICE = 12.97;
    static final double GENERICS = .489;

    private static final double BRAND = 1.3;
    private static final double[] GENERIC = {.96, .9, .84};

    private final List<Medicine> medicines;
    private final List<List<Product>> products = new ArrayList<>();
    private final double genericScale;
    private final Rates lineRates;
    private final Weighted[] packages;
    private final byte[][] atc;
    private final byte[][] substance;
    private final byte[][] dosage;

    Formulary() {
        medicines = ResourceTable.rows("medicines.csv").stream().map(Formulary::medicine).toList();
        double total = medicines.stream().mapToDouble(Medicine::weight).sum();
        genericScale = GENERICS * total / medicines.stream().mapToDouble(each -> each.weight() * each.generic()).sum();
        double price = medicines.stream().mapToDouble(each -> each.weight() * each.price() * meanFactor(each)).sum() / total;
        for (int m = 0; m < medicines.size(); m++) {
            products.add(products(m, MEAN_PRICE / price));
        }
        lineRates = new Rates(medicines.stream().map(medicine -> new Medicine.OnLine(medicine, total)).toList());
        packages = medicines.stream().map(medicine -> new Weighted(medicine.packages())).toArray(Weighted[]::new);
        atc = medicines.stream().map(medicine -> Words.of(medicine.atc())).toArray(byte[][]::new);
        substance = medicines.stream().map(medicine -> Words.of(medicine.substance())).toArray(byte[][]::new);
        dosage = medicines.stream().map(medicine -> Words.of(medicine.dosage())).toArray(byte[][]::new);
    }

    List<Medicine> medicines() {
        return medicines;
    }

    /** A generic or the brand, as the medicine's shares are. */
    Product draw(Draw draw, int medicine) {
        List<Product> all = products.get(medicine);
        return all.size() > 1 && draw.chance(generics(medicines.get(medicine))) ? all.get(1 + draw.below(GENERIC.length)) : all.get(0);
    }

    /** The place of a medicine by its ATC code. */
    int medicine(String atc) {
        return medicines.stream().map(Medicine::atc).toList().indexOf(atc);
    }

    /** How often each medicine stands on a line, for each package dispensed. */
    Rates lineRates() {
        return lineRates;
    }

    Weighted[] packages() {
        return packages.clone();
    }

    byte[] atc(int medicine) {
        return atc[medicine];
    }

    byte[] substance(int medicine) {
        return substance[medicine];
    }

    byte[] dosage(int medicine) {
        return dosage[medicine];
    }

    int cnpem(int medicine) {
        return 50_000_017 + medicine * 31;
    }

    private double generics(Medicine medicine) {
        return Math.min(.97, medicine.generic() * genericScale);
    }

    private double meanFactor(Medicine medicine) {
        double generic = (GENERIC[0] + GENERIC[1] + GENERIC[2]) / 3;
        return medicine.generic() == 0 ? 1 : generics(medicine) * generic + (1 - generics(medicine)) * BRAND;
    }

    private List<Product> products(int m, double scale) {
        double cents = medicines.get(m).price() * scale * 100;
        List<Product> result = new ArrayList<>();
        if (medicines.get(m).generic() == 0) {
            result.add(new Product(registration(m, 0), cnpem(m), (int) Math.round(cents), 0, 0, false));
            return result;
        }
        int reference = (int) Math.round(cents * 1.02);
        result.add(new Product(registration(m, 0), cnpem(m), (int) Math.round(cents * BRAND), reference, m + 1, false));
        for (int g = 0; g < GENERIC.length; g++) {
            result.add(new Product(registration(m, g + 1), cnpem(m), (int) Math.round(cents * GENERIC[g]), reference, m + 1, true));
        }
        return result;
    }

    private static int registration(int medicine, int product) {
        int six = 510_003 + medicine * 41 + product * 7;
        for (int digit = 0; ; digit++) {
            byte[] text = (six + "" + digit).getBytes(StandardCharsets.US_ASCII);
            if (CheckDigits.luhn(text, 0, 7) % 10 == 0) {
                return six * 10 + digit;
            }
        }
    }

    private static Medicine medicine(String[] cells) {
        return new Medicine(cells[0], cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3]), cells[4].charAt(0), Double.parseDouble(cells[5]),
                Integer.parseInt(cells[6]), Integer.parseInt(cells[7]), cells[8], Integer.parseInt(cells[9]), cells[10].equals("c"), cells[11].charAt(0),
                Integer.parseInt(cells[12]), Condition.bits(cells[13]));
    }
}
