package pt.arquipelago.demo.generate;

/** A line of a prescription in PEM, or in PEM-PPP. */
final class PrescriptionRow implements Prescription.Listener {

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

    private static final byte[] SINGLE = Words.of("singular");
    private static final byte[] COMPANY = Words.of("coletiva");
    private static final byte[] CERTIFICATE = Words.of("CP");
    private static final byte[][] METHODS = Words.all("CC", "CMD", "OM");
    private static final byte[][] VERSIONS = Words.all("3.1.0", "3.2.4", "4.0.1");

    private final World world;
    private final Institution institution;
    private final boolean privately;
    private final Sheet sheet;

    private PrescriptionRow(World world, Institution institution, boolean privately, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.privately = privately;
        this.sheet = sheet;
    }

    /** In PEM. */
    static PrescriptionRow ofUnits(World world, Institution institution, Sheet sheet) {
        return new PrescriptionRow(world, institution, false, sheet);
    }

    /** In PEM-PPP: by those with a practice of their own. */
    static PrescriptionRow ofPractices(World world, Institution institution, Sheet sheet) {
        return new PrescriptionRow(world, institution, true, sheet);
    }

    @Override
    public void line(Prescription.Line line, Draw draw) {
        Prescription prescription = line.prescription();
        if (prescription.privately() != privately) {
            return;
        }
        Formulary formulary = world.formulary();
        Medicine medicine = formulary.medicines().get(line.medicine());
        CsvRow row = PatientColumns.write(sheet.row(), prescription.patient());
        PatientColumns.write(row, prescription.prescriber());
        if (!privately) {
            row.text(world.unit(institution, prescription.patient().place()));
        }
        long number = prescription.number();
        row.digits(number, 19).digits(Math.floorMod(number * 7919, 1_000_000L), 6).digits(number % 9973, 4).number(line.line());
        row.text(number % 50 == 0 ? PAPER : PAPERLESS).text(LINES[LINE.draw(draw)]);
        row.timestamp(prescription.day(), prescription.second()).date(prescription.day() + (medicine.chronic() ? 365 : 60));
        row.text(formulary.substance(line.medicine())).digits(formulary.cnpem(line.medicine()), 8).text(formulary.atc(line.medicine()));
        row.number(medicine.form()).number(medicine.route()).text(formulary.dosage(line.medicine()));
        row.number(medicine.size()).number(line.quantity());
        int intake = medicine.chronic() ? draw.below(3) : 2 + draw.below(3);
        row.text(DOSAGES[intake]).cents(100).text(UNITS[medicine.route() == 48 ? 0 : 1]).text(FREQUENCIES[intake]);
        row.number(medicine.chronic() ? line.quantity() * 30 : draw.between(3, 14));
        end(row, medicine, line, draw);
        if (privately) {
            practice(row, prescription.prescriber());
        }
        sheet.write();
    }

    private static void practice(CsvRow row, Professional prescriber) {
        boolean company = prescriber.which() % 3 == 0;
        row.digits(company ? Numbers.nifOfCompany(prescriber.which()) : Numbers.nif(prescriber), 9).text(company ? COMPANY : SINGLE);
        if (company) {
            row.numbered(CERTIFICATE, prescriber.which(), 8);
        } else {
            row.empty();
        }
        row.text(METHODS[prescriber.which() % METHODS.length]).text(VERSIONS[prescriber.which() % VERSIONS.length]);
    }

    private static void end(CsvRow row, Medicine medicine, Prescription.Line line, Draw draw) {
        Prescription prescription = line.prescription();
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
        row.text(Words.payer(prescription.patient()));
        if (Words.hasOtherPayer(prescription.patient())) {
            row.digits(80_000_000L + prescription.patient().index(), 9);
        } else {
            row.empty();
        }
        row.text(line.cancelled() ? Words.CANCELLED : Words.ACTIVE);
        if (line.cancelled()) {
            row.text(draw.oneOf(REASONS));
        } else {
            row.empty();
        }
    }
}
