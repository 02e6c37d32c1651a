package pt.arquipelago.demo.generate;

import java.util.ArrayList;
import java.util.List;

/** A kind of certificate with a reason that suits it, and how many of all certificates are such. */
record SickLeaveReason(SickLeaveKind kind, Diagnosis diagnosis, double weight) implements Occasion {

    /** All but those of pregnancy, which are a matter of who is pregnant. */
    static List<SickLeaveReason> all() {
        List<Diagnosis> diagnoses = Diagnosis.all();
        List<SickLeaveReason> all = new ArrayList<>();
        for (SickLeaveKind kind : SickLeaveKind.values()) {
            if (kind.share() > 0 && !kind.ofPregnancy()) {
                List<Diagnosis> suiting = diagnoses.stream().filter(diagnosis -> kind.suits(diagnosis) && !SickLeaveKind.PREGNANCY.suits(diagnosis)).toList();
                double sum = suiting.stream().mapToDouble(Diagnosis::weight).sum();
                suiting.forEach(diagnosis -> all.add(new SickLeaveReason(diagnosis.isTuberculosis() ? SickLeaveKind.TUBERCULOSIS : kind, diagnosis,
                        kind.share() * diagnosis.weight() / sum)));
            }
        }
        return all;
    }

    @Override
    public long conditions() {
        return diagnosis.conditions();
    }

    @Override
    public char sex() {
        return diagnosis.sex();
    }

    @Override
    public int from() {
        return diagnosis.from();
    }

    @Override
    public int to() {
        return diagnosis.to();
    }

    /** The share of a band that is of the age. */
    @Override
    public double covers(int band) {
        return Math.max(0, Math.min(to(), band * 5 + 5) - Math.max(from(), band * 5)) / 5.0;
    }
}
