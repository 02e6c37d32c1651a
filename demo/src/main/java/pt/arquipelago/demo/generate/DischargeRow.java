package pt.arquipelago.demo.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An episode in GDH, as coded and grouped. */
final class DischargeRow implements Admission.Listener {

    private static final byte[] LETTERS = Words.of("EP");
    private static final byte[] INPATIENT = Words.of("internamento");
    private static final byte[] DAY_SURGERY = Words.of("ambulatório cirúrgico");
    private static final byte[] DAY_CASE = Words.of("ambulatório médico");
    private static final byte[] PLANNED = Words.of("programada");
    private static final byte[] URGENT = Words.of("urgente");
    private static final byte[] HOME = Words.of("domicílio");
    private static final byte[] DIED = Words.of("falecido");
    private static final byte[][] ELSEWHERE = Words.all("outro hospital", "cuidados continuados", "apoio domiciliário", "contra parecer médico", "cuidados paliativos");
    private static final Weighted WHERE = new Weighted(38, 30, 18, 8, 6);
    private static final byte[] SURGICAL = Words.of("C");
    private static final byte[] MEDICAL = Words.of("M");
    private static final double GOES_HOME = .9;
    private static final int MOST_DIAGNOSES = 8;
    private static final int OLD = 75;

    private final Sheet sheet;

    DischargeRow(Sheet sheet) {
        this.sheet = sheet;
    }

    @Override
    public void discharged(Admission admission, Draw draw) {
        Patient patient = admission.patient();
        AdmissionReason reason = admission.reason();
        CsvRow row = PatientColumns.write(sheet.row(), patient).numbered(LETTERS, admission.number(), 13).digits(admission.physician().place(), 7);
        row.text(!admission.ofADay() ? INPATIENT : reason.surgical() ? DAY_SURGERY : DAY_CASE).text(admission.planned() ? PLANNED : URGENT);
        row.date(admission.first()).date(admission.last()).number(admission.last() - admission.first());
        row.text(admission.died() ? DIED : admission.ofADay() || draw.chance(GOES_HOME) ? HOME : ELSEWHERE[WHERE.draw(draw)]);
        row.number(admission.physician().specialty()).number(admission.physician().number()).text(Words.payer(patient));
        List<String> others = others(admission);
        row.text(admission.diagnosis()).text(String.join("|", others)).text(reason.external());
        boolean operated = !reason.procedure().isEmpty();
        row.text(reason.procedure());
        if (operated) {
            row.date(admission.first() + draw.below(Math.min(3, admission.last() - admission.first() + 1)));
        } else {
            row.empty();
        }
        row.text(reason.other()).digits(reason.category(), 2).digits(reason.group(), 3).text(reason.surgical() ? SURGICAL : MEDICAL);
        int age = patient.ageAt(admission.first());
        int severity = Math.min(4, 1 + others.size() / 2 + (admission.died() ? 1 : 0));
        row.number(severity).number(Math.min(4, 1 + (age >= OLD ? 1 : 0) + (severity > 2 ? 1 : 0) + (admission.died() ? 1 : 0)));
        row.cents(reason.relative() * (3L + severity) / 4);
        sheet.write();
    }

    /** What else the person had, sorted, without the principal diagnosis. */
    private static List<String> others(Admission admission) {
        List<String> others = new ArrayList<>();
        for (long rest = admission.patient().conditionsOn(admission.first()) & ~admission.reason().conditions(); rest != 0; rest &= rest - 1) {
            others.add(Condition.at(Long.numberOfTrailingZeros(rest)).icd());
        }
        others.removeIf(admission.diagnosis()::equals);
        others.sort(Comparator.naturalOrder());
        return others.subList(0, Math.min(MOST_DIAGNOSES, others.size()));
    }
}
