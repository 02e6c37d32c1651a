package pt.arquipelago.demo.generate;

/**
 * Home respiratory care in CRD: positive pressure for sleep apnoea, by its index of apnoeas; oxygen for chronic respiratory
 * failure, for long only where the blood gases ask for it; nebulisers for some with obstructive disease.
 */
final class RespiratoryCareRows implements Records.OfPatient {

    private static final long STREAM = 60;
    private static final byte[] LETTERS = Words.of("CR");
    private static final byte[] VENTILATION = Words.of("ventiloterapia");
    private static final byte[] OXYGEN = Words.of("oxigenoterapia");
    private static final byte[] AEROSOL = Words.of("aerossolterapia");
    private static final byte[][] PRESSURES = Words.all("CPAP", "APAP", "BIPAP");
    private static final byte[][] OXYGENS = Words.all("OLD", "OCD", "OD");
    private static final byte[][] MASKS = Words.all("máscara nasal", "máscara facial", "almofadas nasais");
    private static final byte[] CANNULA = Words.of("cânula nasal");
    private static final byte[][] SOURCES = Words.all("concentrador", "líquido", "cilindro", "portátil");
    private static final Weighted SOURCE = new Weighted(80, 8, 4, 8);
    private static final double TREATED_APNOEA = .75;
    private static final double TREATED_FAILURE = .85;
    private static final double NEBULISER = .04;
    private static final int A_YEAR = 365;
    /** What makes long-term oxygen right between 55 and 60 mmHg. */
    private static final byte[][] REASONS = Words.all("I27.81", "I27.20", "D75.1");

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    RespiratoryCareRows(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    @Override
    public void write(Patient patient) {
        Draw draw = patient.draw(STREAM);
        int documents = 0;
        if (patient.has(Condition.SLEEP_APNOEA) && draw.chance(TREATED_APNOEA)) {
            documents = years(patient, Condition.SLEEP_APNOEA, documents, draw);
        }
        if (patient.has(Condition.RESPIRATORY_FAILURE) && draw.chance(TREATED_FAILURE)) {
            documents = years(patient, Condition.RESPIRATORY_FAILURE, documents, draw);
        }
        if (patient.has(Condition.COPD) && draw.chance(NEBULISER)) {
            years(patient, Condition.COPD, documents, draw);
        }
    }

    /** A first prescription of three months, one for the year after it, and so on. */
    private int years(Patient patient, Condition reason, int documents, Draw draw) {
        Settings settings = world.settings();
        int which = documents;
        int day = patient.since(reason) + 20;
        boolean initial = true;
        int subtype = draw.below(100);
        while (day <= patient.last()) {
            int days = initial ? 90 : A_YEAR;
            if (day >= settings.firstDay()) {
                row(patient, reason, which++, day, Math.min(day + days - 1, patient.death()), initial, subtype, draw);
            }
            day += days;
            initial = false;
        }
        return which;
    }

    private void row(Patient patient, Condition reason, int which, int from, int to, boolean initial, int subtype, Draw draw) {
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        Professionals professionals = world.professionals(institution);
        PatientColumns.write(row, initial ? professionals.hospital(draw) : professionals.family(patient)).text(world.unit(institution, patient.place()));
        row.numbered(LETTERS, Numbers.document(institution, patient, which), 13);
        if (reason == Condition.SLEEP_APNOEA) {
            pressure(row, patient, initial, subtype, draw);
        } else if (reason == Condition.RESPIRATORY_FAILURE) {
            oxygen(row, subtype, draw);
        } else {
            row.text(AEROSOL).empty().text(reason.icd()).tenths(draw.between(5, 15)).empty(7);
        }
        row.truth(initial).date(from).date(to).digits(1 + patient.dico() % 7, 3);
        row.cents(reason == Condition.RESPIRATORY_FAILURE ? draw.between(180, 260) : reason == Condition.COPD ? draw.between(30, 60) : draw.between(75, 115));
        sheet.write();
    }

    private static void pressure(CsvRow row, Patient patient, boolean initial, int subtype, Draw draw) {
        int kind = subtype < 42 ? 0 : subtype < 92 ? 1 : 2;
        row.text(VENTILATION).text(PRESSURES[kind]).text(Condition.SLEEP_APNOEA.icd()).tenths(draw.between(45, 85)).empty().text(draw.oneOf(MASKS)).empty(2);
        row.tenths(draw.between(910, 970));
        int index = (int) Math.min(950, 150 + 180 * Math.abs(patient.draw(STREAM + 1).normal()) + draw.below(40));
        row.tenths(initial ? index : Math.max(5, index / 12)).tenths(kind == 2 ? draw.between(120, 200) : draw.between(60, 140));
    }

    private static void oxygen(CsvRow row, int subtype, Draw draw) {
        int kind = subtype < 75 ? 0 : subtype < 85 ? 1 : 2;
        boolean low = draw.chance(.7);
        byte[] context = kind == 0 && !low ? draw.oneOf(REASONS) : Words.of(Condition.RESPIRATORY_FAILURE.icd());
        int pressure = kind == 0 ? low ? draw.between(420, 550) : draw.between(551, 600) : draw.between(601, 680);
        row.text(OXYGEN).text(OXYGENS[kind]).text(context).tenths(kind == 0 ? draw.between(150, 200) : draw.between(20, 100)).tenths(draw.between(10, 30));
        row.text(CANNULA).text(SOURCES[SOURCE.draw(draw)]).tenths(pressure).tenths(kind == 0 ? draw.between(820, 890) : draw.between(890, 920)).empty(2);
    }
}
