package pt.arquipelago.demo.generate;

/** A row of RSE. */
final class RecordRow {

    static final byte[] DOCUMENTS = Words.of("RS");
    static final int NO_DAY = Integer.MIN_VALUE;
    static final byte[] RESULTS = Words.of("RM");

    private static final byte[] ACTIVE = Words.of("ativo");
    private static final byte[] RESOLVED = Words.of("resolvido");
    private static final byte[] CONFIRMED = Words.of("confirmado");
    private static final byte[] PROBABLE = Words.of("provável");
    private static final byte[] NORMAL = Words.of("N");
    private static final byte[] RESTRICTED = Words.of("R");
    private static final byte[] NOTHING = {};
    private static final double SHARES = .985;

    /**
     * What a row says.
     *
     * @param from first day of what it tells of, or {@link #NO_DAY}; {@code to} alike
     * @param value in hundredths, or -1
     */
    record Entry(byte[] kind, byte[] letters, long number, int day, Professional author, byte[] system, byte[] code, byte[] text, int from, int to, byte[] severity,
            int value, byte[] unit, boolean restricted) {

        static Entry of(byte[] kind, byte[] letters, long number, int day, Professional author) {
            return new Entry(kind, letters, number, day, author, NOTHING, NOTHING, NOTHING, NO_DAY, NO_DAY, NOTHING, -1, NOTHING, false);
        }

        Entry coded(byte[] codes, byte[] coded, byte[] words) {
            return new Entry(kind, letters, number, day, author, codes, coded, words, from, to, severity, value, unit, restricted);
        }

        Entry lasting(int first, int last) {
            return new Entry(kind, letters, number, day, author, system, code, text, first, last, severity, value, unit, restricted);
        }

        Entry severe(byte[] how) {
            return new Entry(kind, letters, number, day, author, system, code, text, from, to, how, value, unit, restricted);
        }

        Entry value(int hundredths, byte[] of) {
            return new Entry(kind, letters, number, day, author, system, code, text, from, to, severity, hundredths, of, restricted);
        }

        Entry restricted(boolean whether) {
            return new Entry(kind, letters, number, day, author, system, code, text, from, to, severity, value, unit, whether);
        }
    }

    private final World world;
    private final Institution institution;
    private final Sheet sheet;
    private Patient patient;
    private int documents;

    RecordRow(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    /** Whose rows follow. */
    void of(Patient next) {
        if (patient == null || patient.index() != next.index()) {
            documents = 0;
        }
        patient = next;
    }

    /** The number of another document. */
    long next() {
        return Numbers.document(institution, patient, documents++);
    }

    void write(Entry entry, Draw draw) {
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        row.numbered(entry.letters(), entry.number(), 13).text(entry.kind()).text(world.unit(institution, patient.place()));
        row.timestamp(entry.day(), draw.between(8 * 3600, 19 * 3600)).number(entry.author().number());
        boolean lasts = entry.from() != NO_DAY;
        row.text(entry.system()).text(entry.code()).text(entry.text()).text(entry.to() != NO_DAY ? RESOLVED : ACTIVE, lasts);
        row.text(draw.chance(.93) ? CONFIRMED : PROBABLE, lasts).text(entry.severity());
        date(row, entry.from());
        date(row, entry.to());
        if (entry.value() >= 0) {
            row.cents(entry.value()).text(entry.unit());
        } else {
            row.empty(2);
        }
        row.text(entry.restricted() ? RESTRICTED : NORMAL).truth(patient.index() % 1000 < SHARES * 1000).empty();
        sheet.write();
    }

    private static void date(CsvRow row, int day) {
        if (day == NO_DAY) {
            row.empty();
        } else {
            row.date(day);
        }
    }
}
