package pt.arquipelago.demo.generate;

import java.io.IOException;
import java.util.List;

/** A patient's certificates of sick leave at an institution: a first one, and some that go on with it. */
final class SickLeaves {

    private static final long STREAM = 30;
    /** 311 thousand a month for 10.64 million people, of whom 60 % are of working age. */
    private static final double A_MONTH = 311.0 / 10_640 / .60;
    private static final double ELSEWHERE = .35;
    private static final double GOES_ON = .27;
    private static final int WORKS_FROM = 18;
    private static final int WORKS_TO = 66;

    private final Settings settings;
    private final Institution institution;
    private final Seasons seasons;
    private final Patients patients;
    private final List<Diagnosis> diagnoses = Diagnosis.all();
    private final Weighted diagnosis = new Weighted(diagnoses.stream().mapToDouble(Diagnosis::weight).toArray());
    private final SickLeaveRow row;

    SickLeaves(Settings settings, Institution institution, Seasons seasons, Patients patients) {
        this.settings = settings;
        this.institution = institution;
        this.seasons = seasons;
        this.patients = patients;
        row = new SickLeaveRow(institution);
    }

    void write(Patient patient, boolean atHome, ExtractFile file) throws IOException {
        if (patient.ageAt(settings.endDay()) < WORKS_FROM || patient.ageAt(settings.firstDay()) >= WORKS_TO) {
            return;
        }
        Draw draw = Draw.of(settings.seed(), STREAM + institution.ordinal(), patient.index());
        double mean = A_MONTH * (1 - GOES_ON) * settings.months() * (atHome ? 1 : ELSEWHERE);
        int count = draw.times(mean);
        int certificate = 0;
        for (int i = 0; i < count; i++) {
            SickLeaveKind kind = SickLeaveKind.draw(draw, patient);
            Diagnosis reason = reason(patient, kind, draw);
            int day = seasons.leave(draw, reason.winter());
            int age = patient.ageAt(day);
            if (age >= WORKS_FROM && age < WORKS_TO && reason.suits(patient, age)) {
                certificate = episode(patient, reason.isTuberculosis() ? SickLeaveKind.TUBERCULOSIS : kind, reason, day, certificate, file, draw);
            }
        }
    }

    private Diagnosis reason(Patient patient, SickLeaveKind kind, Draw draw) {
        int middle = patient.ageAt(settings.firstDay() + settings.months() * 15);
        for (int attempt = 0; attempt < 50; attempt++) {
            Diagnosis drawn = diagnoses.get(diagnosis.draw(draw));
            if (drawn.suits(patient, middle) && kind.suits(drawn)) {
                return drawn;
            }
        }
        return diagnoses.get(0);
    }

    private int episode(Patient patient, SickLeaveKind kind, Diagnosis reason, int first, int certificates, ExtractFile file, Draw draw) throws IOException {
        boolean surgery = kind == SickLeaveKind.ILLNESS && draw.chance(.02);
        long relative = kind == SickLeaveKind.CARE_OF_FAMILY ? patients.number((patient.index() * 31 + 7 + certificates) % settings.patients()) : 0;
        int which = certificates;
        int day = first;
        boolean goesOn = true;
        for (boolean initial = true; goesOn; initial = false) {
            goesOn = draw.chance(GOES_ON);
            int days = days(surgery ? 60 : kind.longest(reason, initial), initial, draw);
            for (int attempt = 0; goesOn && attempt < 30 && !Seasons.isDayOfLeave(draw, day + days); attempt++) {
                days = days(surgery ? 60 : kind.longest(reason, initial), initial, draw);
            }
            if (day >= settings.endDay() || !patient.aliveOn(day + days)) {
                return which;
            }
            SickLeave leave = new SickLeave(patient, Numbers.sickLeave(institution, patient, which), kind, initial, reason, day, days, surgery, relative);
            row.write(leave, file, draw);
            which++;
            day += days;
        }
        return which;
    }

    private static int days(int longest, boolean initial, Draw draw) {
        if (longest > 30) {
            return draw.between(longest / 6, longest);
        }
        return initial ? Math.min(longest, 1 + draw.below(6) + draw.below(7)) : draw.between(5, longest);
    }
}
