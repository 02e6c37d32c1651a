package pt.arquipelago.demo.generate;

/** A certificate in CIT. */
final class SickLeaveRow implements SickLeave.Listener {

    private static final byte[] INITIAL = Words.of("inicial");
    private static final byte[] EXTENSION = Words.of("prorrogação");
    private static final byte[][] KINSHIPS = Words.all("filho", "cônjuge", "ascendente");

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    SickLeaveRow(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    @Override
    public void certified(SickLeave leave, Draw draw) {
        CsvRow row = PatientColumns.write(sheet.row(), leave.patient());
        PatientColumns.write(row, leave.prescriber()).text(world.unit(institution, leave.patient().place()));
        row.digits(leave.number(), 11).digits(Numbers.niss(leave.patient()), 11).text(leave.kind().words()).text(leave.initial() ? INITIAL : EXTENSION);
        row.date(leave.first()).date(leave.first() + leave.days() - 1).number(leave.days());
        boolean hospital = leave.origin() == SickLeave.Origin.HOSPITAL;
        row.truth(hospital && draw.chance(leave.surgery() ? .7 : .14)).truth(leave.surgery()).truth(draw.chance(.6));
        row.text(leave.reason().icpc()).text(leave.reason().icd());
        if (leave.relative() > 0) {
            row.digits(leave.relative(), 9).text(draw.oneOf(KINSHIPS));
        } else {
            row.empty(2);
        }
        row.text(leave.origin().words()).timestamp(leave.first(), draw.between(8 * 3600, 19 * 3600));
        sheet.write();
    }
}
