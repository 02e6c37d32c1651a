package pt.arquipelago.demo.generate;

import java.io.IOException;

/** A dispensing in DEM. */
final class DispensingRow {

    private static final byte[] DISPENSING = Words.of("D");
    private static final byte[] GROUP = Words.of("GH");
    private static final byte[] BATCH = Words.of("L");
    private static final byte[][] LEVELS = Words.all("A", "B", "C", "D");

    private final Institution institution;
    private final Formulary formulary;
    private final byte[][] atc;

    DispensingRow(Institution institution, Formulary formulary) {
        this.institution = institution;
        this.formulary = formulary;
        atc = formulary.medicines().stream().map(medicine -> Words.of(medicine.atc())).toArray(byte[][]::new);
    }

    void write(Prescription prescription, int line, int which, int quantity, long number, int day, ExtractFile file, Draw draw) throws IOException {
        Patient patient = prescription.patient();
        Medicine medicine = formulary.medicines().get(which);
        Product product = formulary.draw(draw, which);
        CsvRow row = PatientColumns.write(file.row(), patient);
        row.digits(prescription.number(), 19).number(line).numbered(DISPENSING, number, 13).timestamp(day, after(prescription, day, draw));
        int pharmacyAt = draw.chance(.95) ? patient.dico() : prescription.prescriber().place() % 2 == 0 ? placeOfWork() : patient.dico();
        row.digits(pharmacyAt * 10L + patient.index() % 5, 5).digits(pharmacyAt, 4);
        row.digits(product.registration(), 7).digits(product.cnpem(), 8).text(atc[which]).number(quantity).cents(product.price());
        if (product.reference() > 0) {
            row.cents(product.reference());
        } else {
            row.empty();
        }
        price(row, patient, medicine, product, quantity);
        row.text(patient.index() % 9 != 0 ? Words.SNS : Words.OTHER_PAYERS[(int) (patient.index() / 9 % Words.OTHER_PAYERS.length)]);
        row.truth(!product.generic() && product.group() > 0 && draw.chance(.5)).truth(product.generic());
        if (product.group() > 0) {
            row.numbered(GROUP, product.group(), 4);
        } else {
            row.empty();
        }
        row.numbered(BATCH, product.registration() % 100 * 1000L + day % 997, 6);
        long owed = owed(patient, medicine, product, quantity);
        row.cents(patient.lowIncome() && patient.index() % 3 == 0 ? owed / 2 : 0);
        row.text(draw.chance(.004) ? Words.CANCELLED : Words.DISPENSED);
        file.write();
    }

    private static void price(CsvRow row, Patient patient, Medicine medicine, Product product, int quantity) {
        row.text(LEVELS[medicine.level() - 'A']);
        long owed = owed(patient, medicine, product, quantity);
        row.cents((long) product.price() * quantity - owed).cents(owed);
    }

    /** What the patient pays, in cents: less for those with the special regime. */
    private static long owed(Patient patient, Medicine medicine, Product product, int quantity) {
        double share = medicine.shareOfSns();
        double paid = patient.lowIncome() ? Math.min(.95, share + (medicine.level() == 'A' ? .05 : .15)) : share;
        return ((long) product.price() - product.paidBySns(paid)) * quantity;
    }

    /** On the day of the prescription after it, else any time from nine to nine. */
    private static int after(Prescription prescription, int day, Draw draw) {
        int earliest = day == prescription.day() ? prescription.second() + 600 : 9 * 3600;
        return draw.between(earliest, 21 * 3600);
    }

    private int placeOfWork() {
        return switch (institution) {
            case SAO_JOAO -> 1312;
            case COIMBRA -> 603;
            case SANTA_MARIA -> 1106;
        };
    }
}
