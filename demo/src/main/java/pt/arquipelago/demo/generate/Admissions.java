package pt.arquipelago.demo.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A patient's stays in the hospital of an institution, one after another: by age, sex and conditions, when a condition begins, to give birth,
 * and to die.
 */
final class Admissions {

    private static final long STREAM = 110;
    private static final long LISTENERS = 3;
    private static final double GOES_TO_HOSPITAL = .85;
    private static final AdmissionReason BIRTH = ofBirth("O80", "Parto normal", 560, false, "10E0XZZ", 45);
    private static final AdmissionReason CAESAREAN = ofBirth("O82", "Parto por cesariana", 540, true, "10D00Z1", 75);
    private static final double CAESAREANS = .37;
    /** Septicemia: what people whose cause has no row of its own die with. */
    private static final String AT_LAST = "A41.9";

    /** A stay that is not numbered yet. */
    private record Stay(AdmissionReason reason, String diagnosis, int first, int last, boolean planned, boolean died) {
    }

    private final World world;
    private final Institution institution;
    private final List<? extends Admission.Listener> listeners;
    private final List<AdmissionReason> reasons;
    private final Rates rates;
    private final double[] upTo;
    private final List<Stay> stays = new ArrayList<>();

    Admissions(World world, Institution institution, List<? extends Admission.Listener> listeners) {
        this.world = world;
        this.institution = institution;
        this.listeners = listeners;
        reasons = world.admissionReasons();
        rates = world.admissionRates();
        upTo = rates.room();
    }

    void tell(Patient patient) {
        stays.clear();
        Draw draw = patient.draw(STREAM + institution.digit());
        atLast(patient, draw.fork(0));
        onsets(patient, draw.fork(1));
        birth(patient, draw.fork(2));
        others(patient, draw.fork(3));
        stays.sort(Comparator.comparingInt(Stay::first).thenComparing(Stay::died));
        int episodes = 0;
        int free = Integer.MIN_VALUE;
        for (Stay stay : stays) {
            if (stay.first() >= free) {
                Draw own = draw.fork(100 + episodes);
                Admission admission = new Admission(patient, Numbers.document(institution, patient, episodes++), stay.reason(), stay.diagnosis(), stay.first(), stay.last(),
                        stay.planned(), stay.died(), world.professionals(institution).hospital(own));
                listeners.forEach(listener -> listener.discharged(admission, own.fork(LISTENERS)));
                free = stay.last() + 1;
            }
        }
    }

    private void others(Patient patient, Draw draw) {
        int[] days = new int[draw.times(rates.fill(patient, patient.conditions(), upTo) / 1000 * world.settings().years())];
        Arrays.setAll(days, i -> world.seasons().contact(draw));
        for (int day : days) {
            AdmissionReason reason = reasons.get(Rates.draw(draw, upTo));
            if (reason.suits(patient, day)) {
                admit(patient, reason, day, draw.chance(reason.planned()), draw);
            }
        }
    }

    private void onsets(Patient patient, Draw draw) {
        for (AdmissionReason reason : reasons) {
            if (reason.onset() && (reason.conditions() & patient.conditions()) != 0 && draw.chance(GOES_TO_HOSPITAL)) {
                int begun = patient.since(Condition.at(Long.numberOfTrailingZeros(reason.conditions())));
                if (begun >= world.settings().firstDay() && reason.suits(patient, begun)) {
                    admit(patient, reason, begun, false, draw);
                }
            }
        }
    }

    private void birth(Patient patient, Draw draw) {
        Pregnancy.of(patient, world.settings()).filter(Pregnancy::birth).map(Pregnancy::to).filter(day -> day >= world.settings().firstDay())
                .ifPresent(day -> admit(patient, draw.chance(CAESAREANS) ? CAESAREAN : BIRTH, day, false, draw));
    }

    /** Who dies in hospital came there some days before; what would reach into that stay does not happen. */
    private void atLast(Patient patient, Draw draw) {
        if (patient.death() == Patient.ALIVE || !DeathCertificateRow.inHospital(patient)) {
            return;
        }
        String cause = world.patients().causeOfDeath(patient).icd();
        int first = Math.max(patient.death() - 1 - draw.below(9) - draw.below(9), patient.birth() + 1);
        AdmissionReason reason = reasons.stream().filter(each -> each.icd().charAt(0) == cause.charAt(0) && each.days() > 0).findFirst()
                .orElseGet(() -> reasons.stream().filter(each -> each.icd().equals(AT_LAST)).findFirst().orElseThrow());
        if (first < patient.death()) {
            stays.add(new Stay(reason, isCause(cause) ? reason.icd() : cause, first, patient.death(), false, true));
        }
    }

    private void admit(Patient patient, AdmissionReason reason, int first, boolean planned, Draw draw) {
        int last = first + (reason.days() == 0 ? 0 : 1 + draw.below(reason.days()) + draw.below(reason.days()));
        boolean intoTheLast = !stays.isEmpty() && stays.get(0).died() && last >= stays.get(0).first();
        if (first > patient.birth() && last <= patient.last() && last < world.settings().endDay() && !intoTheLast) {
            stays.add(new Stay(reason, reason.icd(), first, last, planned, false));
        }
    }

    /** A cause of an injury is no principal diagnosis. */
    private static boolean isCause(String icd) {
        return icd.charAt(0) >= 'V' && icd.charAt(0) <= 'Y';
    }

    private static AdmissionReason ofBirth(String icd, String words, int group, boolean surgical, String procedure, int relative) {
        return new AdmissionReason(icd, words, group, 14, surgical, 0, 3, 0, false, procedure, "", "", relative, 'F', 14, 49, 0);
    }
}
