package pt.arquipelago.demo.generate;

/** Claims of poor pensioners in BAS: half of what they paid for each dispensing, and part of the price of glasses and dentures. */
final class BenefitClaimRows implements Records.OfPatient, Prescription.Listener {

    private static final long STREAM = 97;
    private static final byte[][] LETTERS = Words.all("BM", "BO", "BP");
    private static final byte[] INVOICE = Words.of("FT");
    private static final byte[] MEDICINE = Words.of("medicamento");
    private static final byte[] GLASSES = Words.of("óculos");
    private static final byte[] DENTURES = Words.of("prótese dentária");
    private static final byte[] PAID = Words.of("pago");
    private static final byte[] APPROVED = Words.of("aprovado");
    private static final byte[] REFUSED = Words.of("recusado");
    private static final byte[][] REASONS = Words.all("documentação em falta", "limite do período atingido");
    private static final int LATEST = 150;
    private static final double REFUSED_SHARE = .06;
    private static final double PART = .75;
    private static final int MOST_FOR_GLASSES = 100_00;
    private static final int MOST_FOR_DENTURES = 250_00;

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    BenefitClaimRows(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    @Override
    public void dispensed(Prescription.Dispensing dispensing, Draw draw) {
        Prescription prescription = dispensing.line().prescription();
        if (!prescription.patient().hasBenefits()) {
            return;
        }
        Sale sale = Sale.of(world.formulary(), dispensing, draw);
        if (sale.benefit() > 0) {
            CsvRow row = begin(prescription.patient(), LETTERS[0], dispensing.number()).text(MEDICINE).digits(prescription.number(), 19);
            row.numbered(INVOICE, dispensing.number(), 13);
            end(row, prescription.patient(), dispensing.day(), sale.paidBySns() + sale.owed(), sale.paidBySns(), sale.benefit(), false, draw);
        }
    }

    /** Glasses in two years, dentures in three: seldom more than once in what an extract spans, so at most once here. */
    @Override
    public void write(Patient patient) {
        if (!patient.hasBenefits()) {
            return;
        }
        Draw draw = patient.draw(STREAM);
        appliance(patient, LETTERS[1], GLASSES, .16, 60, 320, MOST_FOR_GLASSES, draw);
        appliance(patient, LETTERS[2], DENTURES, .07, 150, 900, MOST_FOR_DENTURES, draw);
    }

    private void appliance(Patient patient, byte[] letters, byte[] kind, double aYear, int lowest, int highest, int most, Draw draw) {
        int day = world.seasons().contact(draw);
        if (!draw.chance(Math.min(1, aYear * world.settings().years())) || !patient.aliveOn(day)) {
            return;
        }
        long number = Numbers.document(institution, patient, 0);
        int price = draw.between(lowest, highest) * 100;
        boolean refused = draw.chance(REFUSED_SHARE);
        CsvRow row = begin(patient, letters, number).text(kind).empty().numbered(INVOICE, Numbers.document(institution, patient, letters[1] == 'O' ? 4094 : 4095), 13);
        end(row, patient, day, price, 0, refused ? 0 : Math.min(most, (long) (price * PART)), refused, draw);
    }

    private CsvRow begin(Patient patient, byte[] letters, long number) {
        return PatientColumns.write(sheet.row(), patient).numbered(letters, number, 13).digits(Numbers.niss(patient), 11).truth(true);
    }

    private void end(CsvRow row, Patient patient, int invoiced, long price, long paidBySns, long benefit, boolean refused, Draw draw) {
        int asked = Math.min(invoiced + draw.below(LATEST), patient.last());
        int paid = asked + draw.between(20, 60);
        boolean isPaid = !refused && paid <= patient.last();
        row.date(invoiced).date(asked).cents(price).cents(paidBySns).cents(benefit).text(refused ? REFUSED : isPaid ? PAID : APPROVED);
        row.text(REASONS[draw.below(REASONS.length)], refused);
        if (isPaid) {
            row.date(paid);
        } else {
            row.empty();
        }
        row.text(Numbers.iban(patient)).digits(world.professionals(institution).family(patient).place(), 7);
        sheet.write();
    }
}
