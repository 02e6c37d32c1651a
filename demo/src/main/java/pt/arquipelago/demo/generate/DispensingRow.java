package pt.arquipelago.demo.generate;

/** A dispensing in DEM. */
final class DispensingRow implements Prescription.Listener {

    private static final byte[] DISPENSING = Words.of("D");
    private static final byte[] GROUP = Words.of("GH");
    private static final byte[] BATCH = Words.of("L");
    private static final byte[][] LEVELS = Words.all("A", "B", "C", "D");

    private final Institution institution;
    private final Formulary formulary;
    private final Sheet sheet;

    DispensingRow(World world, Institution institution, Sheet sheet) {
        this.institution = institution;
        formulary = world.formulary();
        this.sheet = sheet;
    }

    @Override
    public void dispensed(Prescription.Dispensing dispensing, Draw draw) {
        Prescription prescription = dispensing.line().prescription();
        Patient patient = prescription.patient();
        int quantity = dispensing.quantity();
        int day = dispensing.day();
        Sale sale = Sale.of(formulary, dispensing, draw);
        Product product = sale.product();
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        row.digits(prescription.number(), 19).number(dispensing.line().line()).numbered(DISPENSING, dispensing.number(), 13).timestamp(day, after(prescription, day, draw));
        int pharmacyAt = draw.chance(.95) || prescription.prescriber().family() ? patient.dico() : institution.town();
        row.digits(pharmacyAt * 10L + patient.index() % 5, 5).digits(pharmacyAt, 4);
        row.digits(product.registration(), 7).digits(product.cnpem(), 8).text(formulary.atc(dispensing.line().medicine())).number(quantity).cents(product.price());
        if (product.reference() > 0) {
            row.cents(product.reference());
        } else {
            row.empty();
        }
        row.text(LEVELS[sale.medicine().level() - 'A']).cents(sale.paidBySns()).cents(sale.owed());
        row.text(Words.payer(patient));
        row.truth(!product.generic() && product.group() > 0 && draw.chance(.5)).truth(product.generic());
        if (product.group() > 0) {
            row.numbered(GROUP, product.group(), 4);
        } else {
            row.empty();
        }
        row.numbered(BATCH, product.registration() % 100 * 1000L + day % 997, 6);
        row.cents(sale.benefit()).text(sale.cancelled() ? Words.CANCELLED : Words.DISPENSED);
        sheet.write();
    }

    /** On the day of the prescription after it, else any time from nine to nine. */
    private static int after(Prescription prescription, int day, Draw draw) {
        int earliest = day == prescription.day() ? prescription.second() + 600 : 9 * 3600;
        return draw.between(earliest, 21 * 3600);
    }
}
