package pt.arquipelago.demo.generate;

import java.io.IOException;

/** A certificate in CIT. */
final class SickLeaveRow {

    private static final byte[] INITIAL = Words.of("inicial");
    private static final byte[] EXTENSION = Words.of("prorrogação");
    private static final byte[][] KINSHIPS = Words.all("filho", "cônjuge", "ascendente");
    private static final byte[][] ORIGINS = Words.all("CSP", "hospital", "privado/social");
    private static final Weighted ORIGIN = new Weighted(80, 14.5, 5.5);

    private final Institution institution;

    SickLeaveRow(Institution institution) {
        this.institution = institution;
    }

    void write(SickLeave leave, ExtractFile file, Draw draw) throws IOException {
        CsvRow row = PatientColumns.write(file.row(), leave.patient());
        int origin = ORIGIN.draw(draw);
        PatientColumns.write(row, Prescriber.any(institution, leave.patient(), draw), institution);
        row.digits(leave.number(), 11).digits(Numbers.niss(leave.patient()), 11).text(leave.kind().words()).text(leave.initial() ? INITIAL : EXTENSION);
        row.date(leave.first()).date(leave.first() + leave.days() - 1).number(leave.days());
        row.truth(leave.surgery() && draw.chance(.7) || draw.chance(.02)).truth(leave.surgery()).truth(draw.chance(.6));
        row.text(leave.reason().icpc()).text(leave.reason().icd());
        if (leave.relative() > 0) {
            row.digits(leave.relative(), 9).text(draw.oneOf(KINSHIPS));
        } else {
            row.empty().empty();
        }
        row.text(ORIGINS[origin]).timestamp(leave.first(), draw.between(8 * 3600, 19 * 3600));
        file.write();
    }
}
