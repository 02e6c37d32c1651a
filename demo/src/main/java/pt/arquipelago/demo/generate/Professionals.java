package pt.arquipelago.demo.generate;

import java.util.List;
import pt.arquipelago.pseudonymisation.generalise.Municipality;

/**
 * The professionals of an institution: family physicians first, then those of its hospital, then those with a practice of
 * their own. Where the institution is the whole country, a family physician works where the patients live.
 */
final class Professionals {

    private static final double FAMILY = .6;
    private static final double PRIVATE = .08;
    private static final int FAMILY_PHYSICIANS_A_UNIT = 8;
    private static final int HOSPITALS = 900_000;
    private static final int PRACTICES = 800_000;
    private static final double SEES_OWN = .72;
    private static final double SEES_PRIVATE = .05;

    private final Institution institution;
    private final int ordinal;
    private final int step;
    private final int physicians;
    private final int family;
    private final int practices;
    private final int units;
    private final long[] peopleUpTo;

    Professionals(Settings settings, Institution institution, List<Municipality> places) {
        this.institution = institution;
        ordinal = settings.institutions().indexOf(institution);
        step = settings.institutions().size();
        physicians = settings.physicians();
        family = (int) (physicians * FAMILY);
        practices = physicians - (int) Math.round(physicians * PRIVATE);
        units = Math.max(1, family / FAMILY_PHYSICIANS_A_UNIT);
        peopleUpTo = new long[places.size() + 1];
        for (int i = 0; i < places.size(); i++) {
            peopleUpTo[i + 1] = peopleUpTo[i] + places.get(i).population();
        }
    }

    int count(Professional.Kind kind) {
        return kind.count(physicians);
    }

    Professional of(Professional.Kind kind, int which) {
        int number = kind.first() + ordinal + which * step;
        int unit = which % units;
        if (kind == Professional.Kind.PHYSICIAN) {
            if (which < family) {
                return new Professional(kind, which, number, Professional.FAMILY_MEDICINE, code(100 + which * units / family));
            }
            int specialty = 1 + which * 7 % 47;
            int other = specialty == Professional.FAMILY_MEDICINE ? specialty + 1 : specialty;
            return new Professional(kind, which, number, other, code(which < practices ? HOSPITALS + which % 3 : PRACTICES + which));
        }
        return new Professional(kind, which, number, 0, code(kind == Professional.Kind.NURSE ? 100 + unit : PRACTICES + which));
    }

    /** A practice of one's own. */
    boolean hasPractice(Professional professional) {
        return professional.kind() == Professional.Kind.PHYSICIAN && professional.which() >= practices;
    }

    /** The patient's family physician there. */
    Professional family(Patient patient) {
        return of(Professional.Kind.PHYSICIAN, (int) familyPlace(patient));
    }

    /** The family physician mostly, else one of the hospital or with a practice. */
    Professional any(Patient patient, Draw draw) {
        double point = draw.unit();
        if (point < SEES_OWN) {
            return family(patient);
        }
        return point < SEES_OWN + SEES_PRIVATE ? practice(draw) : hospital(draw);
    }

    Professional hospital(Draw draw) {
        return of(Professional.Kind.PHYSICIAN, draw.between(family, practices - 1));
    }

    Professional practice(Draw draw) {
        return of(Professional.Kind.PHYSICIAN, draw.between(practices, physicians - 1));
    }

    /** Of another profession, always the same one for a patient. */
    Professional mostly(Professional.Kind kind, Patient patient) {
        return of(kind, (int) (patient.index() * 17 % count(kind)));
    }

    /** The place in the table of municipalities where a family physician works, for the whole country. */
    int placeOf(Professional professional) {
        long people = peopleUpTo[peopleUpTo.length - 1];
        long point = professional.which() % family * people / family;
        int place = 0;
        while (peopleUpTo[place + 1] <= point) {
            place++;
        }
        return place;
    }

    private long familyPlace(Patient patient) {
        if (!institution.national()) {
            return patient.index() * 31 % family;
        }
        long people = peopleUpTo[peopleUpTo.length - 1];
        long from = peopleUpTo[patient.place()] * family / people;
        long to = Math.max(from + 1, peopleUpTo[patient.place() + 1] * family / people);
        return Math.min(family - 1, from + patient.index() * 31 % (to - from));
    }

    private int code(int within) {
        return institution.digit() * 1_000_000 + within;
    }
}
