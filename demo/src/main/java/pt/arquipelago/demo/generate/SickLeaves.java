package pt.arquipelago.demo.generate;

import java.util.List;
import java.util.Optional;

/** A patient's certificates of sick leave at an institution: a first one, and some that go on with it. */
final class SickLeaves {

    private static final long STREAM = 30;
    private static final long LISTENERS = 2;
    private static final double ELSEWHERE = .35;
    private static final double GOES_ON = .27;
    private static final int WORKS_FROM = 18;
    private static final int WORKS_TO = 66;
    private static final double DAY_SURGERY = .02;
    private static final double MONTH = 365.25 / 12;

    private final World world;
    private final Institution institution;
    private final Professionals professionals;
    private final List<? extends SickLeave.Listener> listeners;
    private final Rates rates;
    private final double[] upTo;
    private final List<SickLeaveReason> reasons;
    private final List<Diagnosis> ofPregnancy;
    private final double aMonth;
    private final double ofPregnancyAMonth;

    SickLeaves(World world, Institution institution, List<? extends SickLeave.Listener> listeners) {
        this.world = world;
        this.institution = institution;
        this.listeners = listeners;
        professionals = world.professionals(institution);
        reasons = world.sickLeaveReasons();
        rates = world.sickLeaveRates();
        upTo = rates.room();
        ofPregnancy = Diagnosis.all().stream().filter(SickLeaveKind.PREGNANCY::suits).toList();
        aMonth = world.settings().volumes().sickLeaves() * (1 - GOES_ON);
        ofPregnancyAMonth = aMonth * (SickLeaveKind.PREGNANCY.share() + SickLeaveKind.END_OF_PREGNANCY.share()) / Pregnancy.shareOfPeople();
    }

    void tell(Patient patient, boolean atHome) {
        Settings settings = world.settings();
        if (patient.ageAt(settings.endDay()) < WORKS_FROM || patient.ageAt(settings.firstDay()) >= WORKS_TO) {
            return;
        }
        Draw draw = patient.draw(STREAM + institution.digit());
        double here = atHome ? 1 : ELSEWHERE;
        int certificate = 0;
        int count = draw.times(aMonth * rates.fill(patient, patient.conditions(), upTo) * settings.months() * world.seasons().withDaysBefore() * here);
        for (int i = 0; i < count; i++) {
            SickLeaveReason reason = reasons.get(Rates.draw(draw, upTo));
            int day = begun(patient, reason.conditions(), world.seasons().leave(draw, reason.diagnosis().winter()), draw);
            int age = patient.ageAt(day);
            if (day >= 0 && age >= WORKS_FROM && age < WORKS_TO && reason.diagnosis().suits(patient, age)) {
                certificate = episode(patient, reason.kind(), reason.diagnosis(), day, certificate, draw);
            }
        }
        Optional<Pregnancy> pregnancy = Pregnancy.of(patient, settings);
        if (pregnancy.isPresent()) {
            pregnancy(patient, pregnancy.get(), here, certificate, draw);
        }
    }

    /** The day, or one after the condition began, if that was later; -1 if that is too late. */
    private int begun(Patient patient, long conditions, int day, Draw draw) {
        if (conditions == 0 || (patient.conditionsOn(day) & conditions) != 0) {
            return day;
        }
        int later = patient.since(Condition.at(Long.numberOfTrailingZeros(conditions & patient.conditions()))) + draw.below(30);
        return later < world.settings().endDay() && (patient.conditionsOn(later) & conditions) != 0 ? later : -1;
    }

    private void pregnancy(Patient patient, Pregnancy pregnancy, double here, int certificates, Draw draw) {
        Settings settings = world.settings();
        int from = Math.max(pregnancy.from() + 30, settings.firstDay());
        int to = Math.min(pregnancy.to(), settings.endDay() - 1);
        int count = to <= from ? 0 : draw.times(ofPregnancyAMonth * (to - from) / MONTH * here * 1.12);
        int certificate = certificates;
        for (int i = 0; i < count; i++) {
            SickLeaveKind kind = pregnancy.birth() ? SickLeaveKind.PREGNANCY : SickLeaveKind.END_OF_PREGNANCY;
            int day = from + draw.below(to - from + 1);
            while (!Seasons.isDayOfLeave(draw, day)) {
                day = from + draw.below(to - from + 1);
            }
            int age = patient.ageAt(day);
            if (age >= WORKS_FROM && age < WORKS_TO) {
                certificate = episode(patient, kind, ofPregnancy.get(draw.below(ofPregnancy.size())), day, certificate, draw);
            }
        }
    }

    private int episode(Patient patient, SickLeaveKind kind, Diagnosis reason, int first, int certificates, Draw draw) {
        boolean surgery = kind == SickLeaveKind.ILLNESS && draw.chance(DAY_SURGERY);
        Settings settings = world.settings();
        long relative = kind == SickLeaveKind.CARE_OF_FAMILY ? world.patients().number((patient.index() * 31 + 7 + certificates) % settings.patients()) : 0;
        SickLeave.Origin origin = SickLeave.Origin.draw(draw);
        Professional prescriber = prescriber(patient, origin, draw);
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
            SickLeave leave = new SickLeave(patient, Numbers.sickLeave(institution, patient, which), kind, initial, reason, day, days, surgery, relative, origin, prescriber);
            Draw own = draw.fork(LISTENERS);
            if (day >= settings.firstDay()) {
                listeners.forEach(listener -> listener.certified(leave, own.fork(0)));
            }
            which++;
            day += days;
        }
        return which;
    }

    private Professional prescriber(Patient patient, SickLeave.Origin origin, Draw draw) {
        return switch (origin) {
            case PRIMARY_CARE -> professionals.family(patient);
            case HOSPITAL -> professionals.hospital(draw);
            case PRIVATE -> professionals.practice(draw);
        };
    }

    private static int days(int longest, boolean initial, Draw draw) {
        if (longest > 30) {
            return draw.between(longest / 6, longest);
        }
        return initial ? Math.min(longest, 1 + draw.below(6) + draw.below(7)) : draw.between(5, longest);
    }
}
