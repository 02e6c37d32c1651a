package pt.arquipelago.demo.generate;

/** A contact in SIARS, with what was measured and the indicator that it counts for. */
final class ContactRow {

    /**
     * A contact.
     *
     * @param letters of its number: what it follows from
     * @param result of glycated haemoglobin in hundredths, or -1
     */
    record Contact(Patient patient, byte[] letters, int which, int day, int second, byte[] kind, Professional with, byte[] icpc, int result) {
    }

    private static final byte[][] UNIT_KINDS = Words.all("USF-B", "USF-B", "USF-A", "UCSP");
    private static final byte[] COMMUNITY = Words.of("UCC");
    private static final byte[] CHILD = Words.of("saúde infantil");
    private static final byte[] MATERNAL = Words.of("saúde materna");
    private static final byte[] DIABETES = Words.of("diabetes");
    private static final byte[] PRESSURE = Words.of("hipertensão");
    private static final byte[] ADULT = Words.of("saúde do adulto");
    private static final byte[] SMOKER = Words.of("fumador");
    private static final byte[] FORMER = Words.of("ex-fumador");
    private static final byte[] NEVER = Words.of("não fumador");
    private static final byte[] CONTROLLED_DIABETES = Words.of("2013.039.01");
    private static final byte[] CONTROLLED_PRESSURE = Words.of("2013.020.01");
    private static final int EIGHT_PER_CENT = 800;

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    ContactRow(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    void write(Contact contact, Draw draw) {
        Patient patient = contact.patient();
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        row.numbered(contact.letters(), Numbers.document(institution, patient, contact.which()), 13).timestamp(contact.day(), contact.second()).text(contact.kind());
        byte[] region = world.region(patient.place());
        row.text(region).numbered(Words.of("ACES"), patient.dico() / 100, 2).text(world.unit(institution, patient.place()));
        int place = world.professionals(institution).family(patient).place();
        boolean community = contact.with().kind() == Professional.Kind.NURSE && patient.index() % 40 == 0;
        row.digits(place, 7).text(community ? COMMUNITY : UNIT_KINDS[place % UNIT_KINDS.length]).number(contact.with().number());
        boolean diabetes = is(contact, 'T', '9');
        boolean pressure = contact.icpc()[0] == 'K' && contact.icpc()[1] == '8';
        row.text(contact.icpc()[0] == 'W' ? MATERNAL : patient.ageAt(contact.day()) < 18 ? CHILD : diabetes ? DIABETES : pressure ? PRESSURE : ADULT);
        row.text(contact.icpc()).number(ContactReason.component(contact.icpc()));
        boolean measured = contact.result() < 0 && (contact.kind()[0] == 'p' || contact.kind()[0] == 'e');
        Body body = Body.of(patient, contact.day());
        int systolic = Math.max(75, body.systolic() + (int) (6 * draw.normal()));
        measures(row, body, systolic, measured && (pressure || diabetes || draw.chance(.3)), measured && draw.chance(.25));
        if (contact.result() >= 0) {
            row.tenths(Math.round(contact.result() / 10.0));
        } else {
            row.empty();
        }
        row.text(patient.has(Condition.SMOKING) ? SMOKER : patient.index() % 5 == 0 ? FORMER : NEVER, patient.ageAt(contact.day()) >= 15 && draw.chance(.4));
        if (diabetes && contact.result() >= 0) {
            row.text(CONTROLLED_DIABETES).truth(contact.result() <= EIGHT_PER_CENT).truth(true);
        } else if (pressure && measured) {
            row.text(CONTROLLED_PRESSURE).truth(systolic < 150).truth(true);
        } else {
            row.empty(3);
        }
        sheet.write();
    }

    private static void measures(CsvRow row, Body body, int systolic, boolean pressure, boolean weight) {
        if (pressure) {
            row.number(systolic).number(Math.max(40, Math.min(systolic - 15, body.diastolic())));
        } else {
            row.empty(2);
        }
        if (weight) {
            row.tenths(body.weight()).number(body.height());
        } else {
            row.empty(2);
        }
    }

    private static boolean is(Contact contact, char chapter, char first) {
        return contact.icpc()[0] == chapter && contact.icpc()[1] == first && contact.icpc()[2] == '0';
    }
}
