package pt.arquipelago.demo.generate;

import java.io.IOException;

/** A line of a prescription in PEM. */
final class PrescriptionRow {

    private static final byte[] PAPERLESS = Words.of("RSP");
    private static final byte[] PAPER = Words.of("RCP");
    private static final byte[][] LINES = Words.all("LN", "LE", "LMM", "LMA", "LOUT");
    private static final Weighted LINE = new Weighted(96.5, .8, .8, .4, 1.5);
    private static final byte[][] DOSAGES = Words.all("1 ao pequeno-almoço", "1 ao jantar", "1 de 12 em 12 horas", "1 de 8 em 8 horas", "em SOS");
    private static final byte[][] UNITS = Words.all("comprimido", "dose");
    private static final byte[][] FREQUENCIES = Words.all("24h", "24h", "12h", "8h", "SOS");
    private static final byte[][] EXCEPTIONS = Words.all("a", "b", "c");
    private static final byte[] ACT = Words.of("Despacho 10279/2008");
    private static final byte[][] REASONS = Words.all("erro de prescrição", "alteração terapêutica", "pedido do utente");

    private final Institution institution;
    private final byte[][] atc;
    private final byte[][] substance;
    private final byte[][] dosage;
    private final Formulary formulary;

    PrescriptionRow(Institution institution, Formulary formulary) {
        this.institution = institution;
        this.formulary = formulary;
        atc = formulary.medicines().stream().map(medicine -> Words.of(medicine.atc())).toArray(byte[][]::new);
        substance = formulary.medicines().stream().map(medicine -> Words.of(medicine.substance())).toArray(byte[][]::new);
        dosage = formulary.medicines().stream().map(medicine -> Words.of(medicine.dosage())).toArray(byte[][]::new);
    }

    void write(Prescription prescription, int line, int which, int quantity, boolean dispensed, ExtractFile file, Draw draw) throws IOException {
        Medicine medicine = formulary.medicines().get(which);
        CsvRow row = PatientColumns.write(file.row(), prescription.patient());
        PatientColumns.write(row, prescription.prescriber(), institution);
        long number = prescription.number();
        row.digits(number, 19).digits(Math.floorMod(number * 7919, 1_000_000L), 6).digits(number % 9973, 4).number(line);
        row.text(number % 50 == 0 ? PAPER : PAPERLESS).text(LINES[LINE.draw(draw)]);
        row.timestamp(prescription.day(), prescription.second()).date(prescription.day() + (medicine.chronic() ? 365 : 60));
        row.text(substance[which]).digits(formulary.cnpem(which), 8).text(atc[which]).number(medicine.form()).number(medicine.route()).text(dosage[which]);
        row.number(medicine.size()).number(quantity);
        int intake = medicine.chronic() ? draw.below(3) : 2 + draw.below(3);
        row.text(DOSAGES[intake]).cents(100).text(UNITS[medicine.route() == 48 ? 0 : 1]).text(FREQUENCIES[intake]);
        row.number(medicine.chronic() ? quantity * 30 : draw.between(3, 14));
        end(row, medicine, prescription, dispensed, draw);
        file.write();
    }

    private static void end(CsvRow row, Medicine medicine, Prescription prescription, boolean dispensed, Draw draw) {
        if (draw.chance(.04)) {
            row.text(draw.oneOf(EXCEPTIONS));
        } else {
            row.empty();
        }
        if (medicine.level() == 'A' && draw.chance(.1)) {
            row.text(ACT);
        } else {
            row.empty();
        }
        boolean sns = prescription.patient().index() % 9 != 0;
        row.text(sns ? Words.SNS : Words.OTHER_PAYERS[(int) (prescription.patient().index() / 9 % Words.OTHER_PAYERS.length)]);
        if (sns) {
            row.empty();
        } else {
            row.digits(80_000_000L + prescription.patient().index(), 9);
        }
        boolean cancelled = !dispensed && draw.chance(.2);
        row.text(cancelled ? Words.CANCELLED : Words.ACTIVE);
        if (cancelled) {
            row.text(draw.oneOf(REASONS));
        } else {
            row.empty();
        }
    }
}
