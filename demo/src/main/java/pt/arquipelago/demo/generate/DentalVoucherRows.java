package pt.arquipelago.demo.generate;

import java.util.Optional;

/**
 * Dental vouchers in SISO, a row for each tooth treated: for children and young people of the ages that get them, for
 * pregnant women, for old people with benefits, for people with HIV, and for the early finding of cancer of the mouth.
 */
final class DentalVoucherRows implements Records.OfPatient {

    /** A voucher by its code: how many a person gets at most, and its value in cents. */
    private enum Kind {
        SOCJ04(2, 3500), SOCJ07(2, 3500), SOCJ10(2, 3500), SOCJ13(3, 3500), SOCJ15(1, 3500), SOCJ16(1, 3500), SOCJ18(1, 3500), SOG(3, 3500), SOI(2, 3500),
        SOVIH(6, 3500), PIPCO(1, 1500);

        private final int most;
        private final int cents;
        private final byte[] code = Words.of(name());

        Kind(int most, int cents) {
            this.most = most;
            this.cents = cents;
        }
    }

    private static final long STREAM = 90;
    private static final byte[] LETTERS = Words.of("CD");
    private static final int[] AGES = {4, 7, 10, 13, 15, 16, 18};
    private static final byte[][] SURFACES = Words.all("M", "D", "O/I", "V", "L/P");
    private static final byte[][] FOUND = Words.all("são", "cárie", "restaurado", "fratura");
    private static final byte[][] DONE = Words.all("selante", "verniz flúor", "restauração", "endodontia", "exodontia", "destartarização");
    private static final byte[][] BIOPSIES = Words.all("negativa", "lesão potencialmente maligna", "positiva");
    private static final Weighted BIOPSY = new Weighted(80, 17, 3);
    private static final double USED = .76;
    private static final int VALID = 365;

    private final World world;
    private final Institution institution;
    private final Sheet sheet;
    private int which;

    DentalVoucherRows(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    @Override
    public void write(Patient patient) {
        Draw draw = patient.draw(STREAM);
        which = 0;
        Settings settings = world.settings();
        int from = settings.firstDay();
        if (patient.ageAt(from) <= AGES[AGES.length - 1]) {
            young(patient, draw);
        }
        Optional<Pregnancy> pregnancy = Pregnancy.of(patient, settings);
        if (pregnancy.isPresent() && draw.chance(.7)) {
            some(patient, Kind.SOG, Math.max(from, pregnancy.get().from() + 60), Math.min(patient.last(), pregnancy.get().to()), draw);
        }
        if (patient.hasBenefits() && draw.chance(Math.min(1, .35 * settings.years()))) {
            some(patient, Kind.SOI, from, patient.last(), draw);
        }
        if (patient.has(Condition.HIV) && draw.chance(Math.min(1, .4 * settings.years()))) {
            some(patient, Kind.SOVIH, Math.max(from, patient.since(Condition.HIV)), patient.last(), draw);
        }
        if (patient.band() >= 8 && draw.chance(settings.years() * (patient.has(Condition.SMOKING) ? .002 : .0004))) {
            some(patient, Kind.PIPCO, from, patient.last(), draw);
        }
    }

    private void young(Patient patient, Draw draw) {
        Settings settings = world.settings();
        for (int i = 0; i < AGES.length; i++) {
            int birthday = patient.birth() + (int) Math.ceil(AGES[i] * 365.25);
            int from = Math.max(settings.firstDay(), birthday);
            int to = Math.min(patient.last(), birthday + 364);
            double share = (to - from + 1) / 365.0;
            if (share > 0 && draw.chance(.62 * share)) {
                some(patient, Kind.values()[i], from, to, draw);
            }
        }
    }

    private void some(Patient patient, Kind kind, int from, int to, Draw draw) {
        int count = 1 + draw.below(kind.most);
        for (int order = 1; order <= count && from <= to; order++) {
            voucher(patient, kind, order, draw.between(from, to), order == count, draw);
        }
    }

    private void voucher(Patient patient, Kind kind, int order, int issued, boolean last, Draw draw) {
        int used = issued + draw.between(3, 200);
        boolean done = draw.chance(USED) && used <= patient.last();
        int rows = done && kind != Kind.PIPCO ? 1 + draw.below(3) : 1;
        int carious = Math.min(28, draw.times(patient.band() < 4 ? .4 + patient.band() * .4 : 4 + patient.band() * .5));
        long number = Numbers.document(institution, patient, which++);
        Professional dentist = world.professionals(institution).mostly(Professional.Kind.DENTIST, patient);
        for (int i = 0; i < rows; i++) {
            CsvRow row = PatientColumns.write(sheet.row(), patient).numbered(LETTERS, number, 13).text(kind.code).number(order).cents(kind.cents).date(issued);
            if (done) {
                row.date(used).date(issued + VALID).number(dentist.number()).digits(dentist.place(), 7);
                treatment(row, kind, patient.ageAt(used), draw);
                row.number(carious).truth(last && draw.chance(.8));
            } else {
                row.empty().date(issued + VALID).empty(7).truth(false);
            }
            row.text(BIOPSIES[kind == Kind.PIPCO ? BIOPSY.draw(draw) : 0], done && kind == Kind.PIPCO);
            sheet.write();
        }
    }

    private static void treatment(CsvRow row, Kind kind, int age, Draw draw) {
        if (kind == Kind.PIPCO) {
            row.empty(4);
            return;
        }
        boolean milk = age < 6;
        int tooth = milk ? (5 + draw.below(4)) * 10 + 1 + draw.below(5) : (1 + draw.below(4)) * 10 + 1 + draw.below(age < 13 ? 6 : 7);
        boolean prevents = age < 17 && draw.chance(.55);
        int done = prevents ? draw.below(2) : 2 + (draw.chance(.72) ? 0 : 1 + draw.below(3));
        row.number(tooth);
        row.text(prevents || done == 2 ? SURFACES[prevents ? 2 : draw.below(SURFACES.length)] : SURFACES[0], prevents || done == 2);
        row.text(prevents ? FOUND[0] : done == 5 ? FOUND[draw.below(3) == 0 ? 2 : 0] : draw.chance(.85) ? FOUND[1] : FOUND[3]).text(DONE[done]);
    }
}
