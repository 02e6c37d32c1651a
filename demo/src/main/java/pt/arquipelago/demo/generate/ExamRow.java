package pt.arquipelago.demo.generate;

/** A requested exam in ESP. */
final class ExamRow implements Exam.Listener {

    private static final byte[] LETTERS = Words.of("RQ");
    private static final byte[][] KINDS = Words.all("consulta", "internamento", "urgência");
    private static final byte[] DONE = Words.of("realizado");
    private static final byte[] REQUESTED = Words.of("requisitado");
    private static final byte[] CANCELLED = Words.of("anulado");
    private static final int PROVIDERS = 400;

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    ExamRow(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    @Override
    public void requested(Exam.Line line, Draw draw) {
        Exam.Request request = line.request();
        Exam exam = line.exam();
        Patient patient = request.patient();
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        byte[] unit = world.unit(institution, patient.place());
        PatientColumns.write(row, request.prescriber()).text(unit);
        row.numbered(LETTERS, request.number(), 13).text(unit).text(Words.payer(patient)).text(request.urgent() ? KINDS[2] : KINDS[0]);
        row.text(exam.area()).digits(exam.sns(), 5).text(exam.agreement()).text(exam.name()).number(exam.area()[0] == 'G' ? draw.between(5, 20) : 1);
        row.truth(patient.band() >= 16 && draw.chance(.06)).truth(request.urgent()).truth(patient.lowIncome() || draw.chance(.2));
        row.timestamp(request.day(), request.second());
        if (line.done() >= 0) {
            row.date(line.done()).digits(Numbers.nifOfCompany(patient.dico() % PROVIDERS), 9);
        } else {
            row.empty(2);
        }
        if (line.result() >= 0) {
            row.text(exam.loinc()).cents(line.result()).text(exam.unit()).cents(Math.round(exam.low() * 100)).cents(Math.round(exam.high() * 100));
        } else {
            row.text(exam.loinc()).empty(4);
        }
        row.text(line.done() >= 0 ? DONE : draw.chance(.05) ? CANCELLED : REQUESTED);
        sheet.write();
    }
}
