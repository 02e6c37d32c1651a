package pt.arquipelago.demo.generate;

/** The certificate of a patient who died, in SICO. */
final class DeathCertificateRow implements Records.OfPatient {

    private static final long STREAM = 65;
    private static final byte[] LETTERS = Words.of("CO");
    private static final byte[] CERTIFICATE = Words.of("certificado de óbito");
    private static final byte[][] PLACES = Words.all("hospital", "domicílio", "outro");
    private static final Weighted PLACE = new Weighted(62, 26, 12);
    private static final byte[][] STATES = Words.all("solteiro", "casado", "viúvo", "divorciado");
    private static final byte[] WIDOWED = STATES[2];
    private static final byte[][] OCCUPATIONS = Words.all("2330", "4110", "5223", "6111", "7115", "8332", "9112", "9211");
    private static final byte[][] INTERVALS = Words.all("horas", "dias", "semanas", "meses", "anos");
    private static final byte[] NATURAL = Words.of("natural");
    private static final byte[] VIOLENT = Words.of("violenta");
    private static final byte[] YES = Words.of("sim");
    private static final byte[] NO = Words.of("não");

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    DeathCertificateRow(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    /** Whether who died did so in hospital. */
    static boolean inHospital(Patient patient) {
        return PLACE.draw(patient.draw(STREAM)) == 0;
    }

    @Override
    public void write(Patient patient) {
        if (patient.death() == Patient.ALIVE) {
            return;
        }
        Draw draw = patient.draw(STREAM);
        DeathCause cause = world.patients().causeOfDeath(patient);
        CsvRow row = PatientColumns.write(sheet.row().numbered(LETTERS, Numbers.document(institution, patient, 0), 13), patient);
        int age = patient.ageAt(patient.death());
        byte[] place = PLACES[PLACE.draw(draw)];
        row.text(RegistryRow.name(patient)).text(CERTIFICATE).timestamp(patient.death(), draw.below(86_400)).number(age).text(place);
        row.digits(place == PLACES[0] || draw.chance(.9) ? patient.dico() : institution.town(), 4);
        row.text(age < 18 ? STATES[0] : age > 75 && draw.chance(patient.male() ? .3 : .65) ? WIDOWED : draw.oneOf(STATES));
        row.text(draw.oneOf(OCCUPATIONS), age >= 18 && age < 66);
        chain(row, cause, draw);
        byte[] other = other(patient, cause);
        row.text(other, other.length > 0).text(cause.icd());
        row.text(cause.violent() && draw.chance(.8) || draw.chance(.03) ? YES : NO).text(cause.violent() ? VIOLENT : NATURAL);
        row.truth(Pregnancy.of(patient, world.settings()).filter(each -> each.on(patient.death())).isPresent());
        row.number(world.professionals(institution).hospital(draw).number());
        sheet.write();
    }

    /** From the direct cause down to the underlying one, each older than the one above it. */
    private static void chain(CsvRow row, DeathCause cause, Draw draw) {
        boolean between = !cause.between().isEmpty();
        int lines = between ? 3 : 2;
        row.text(cause.direct()).text(between ? cause.between() : cause.icd()).text(Words.of(cause.icd()), between).empty();
        int interval = draw.below(2);
        for (int line = 0; line < 4; line++) {
            row.text(INTERVALS[Math.min(interval, INTERVALS.length - 1)], line < lines);
            interval += draw.below(3);
        }
    }

    /** Part II: what else the person had. WHO's codes have one digit behind the point at most. */
    private static byte[] other(Patient patient, DeathCause cause) {
        long rest = patient.conditions() & ~cause.conditions();
        if (rest == 0) {
            return new byte[0];
        }
        String icd = Condition.at(Long.numberOfTrailingZeros(rest)).icd();
        return Words.of(icd.length() > 5 ? icd.substring(0, 5) : icd);
    }
}
