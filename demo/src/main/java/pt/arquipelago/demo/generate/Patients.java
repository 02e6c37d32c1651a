package pt.arquipelago.demo.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/** Who the patients are. Patient i belongs to the institution i·institutions/patients; of several, two in a hundred are seen by another one too. */
final class Patients {

    private static final long IDENTITY = 1;
    private static final long SECOND = 2;
    private static final long CAUSE = 3;
    private static final double LIVES_WHERE_TREATED = .96;
    private static final int BURDENS = Condition.BURDENS.length;

    private final Settings settings;
    private final List<Municipality> places;
    private final int[] dico;
    private final Weighted anywhere;
    private final Map<Institution, Weighted> within = new HashMap<>();
    private final double[][] chances = new double[Population.BANDS * 2 * BURDENS][];

    Patients(Settings settings, Territory territory) {
        this.settings = settings;
        places = territory.parts();
        dico = places.stream().mapToInt(place -> Integer.parseInt(place.dico())).toArray();
        anywhere = new Weighted(places.stream().mapToDouble(Municipality::population).toArray());
        for (Institution institution : settings.institutions()) {
            within.put(institution, institution.national() ? anywhere : new Weighted(places.stream()
                    .mapToDouble(place -> place.uls().equals(institution.unit()) ? place.population() : 0).toArray()));
        }
        for (int kind = 0; kind < chances.length; kind++) {
            chances[kind] = Condition.chances(kind / BURDENS / 2, kind / BURDENS % 2 == 1, kind % BURDENS);
        }
    }

    Institution home(long index) {
        int institutions = settings.institutions().size();
        return settings.institutions().get((int) (index * institutions / settings.patients()));
    }

    /** Whether an institution sees this patient, as their own or as the second. */
    boolean sees(Institution institution, long index) {
        Institution home = home(index);
        if (home == institution) {
            return true;
        }
        OptionalInt step = secondStep(index);
        List<Institution> all = settings.institutions();
        return step.isPresent() && all.get((all.indexOf(home) + step.getAsInt()) % all.size()) == institution;
    }

    Patient patient(long index) {
        Draw draw = Draw.of(settings.seed(), IDENTITY, index);
        int band = Population.band(draw);
        boolean male = draw.chance(Population.men(band));
        int age = Math.min(band * 5 + draw.below(5), 104);
        int birth = settings.firstDay() - (int) (age * 365.25) - 1 - draw.below(365);
        int burden = draw.below(BURDENS);
        long conditions = Condition.draw(chances[(band * 2 + (male ? 1 : 0)) * BURDENS + burden], draw);
        boolean lowIncome = draw.chance(band >= 13 ? .16 : .03);
        Weighted where = draw.chance(LIVES_WHERE_TREATED) ? within.get(home(index)) : anywhere;
        int place = where.draw(draw);
        int death = death(draw, band);
        long key = draw.next();
        if (death != Patient.ALIVE) {
            conditions |= causeOfDeath(key, age, male).conditions();
        }
        return new Patient(index, key, number(index), band, male, birth, death, place, dico[place], conditions, lowIncome, Math.min(death, settings.endDay()) - 1);
    }

    /** Of what a patient who died in the months of the extract died. */
    DeathCause causeOfDeath(Patient patient) {
        return causeOfDeath(patient.key(), (int) ((settings.firstDay() - patient.birth() - 1) / 365.25), patient.male());
    }

    Municipality place(Patient patient) {
        return places.get(patient.place());
    }

    List<Municipality> places() {
        return places;
    }

    /** A patient number of nine digits, each given once. */
    long number(long index) {
        return (index * 412_345_679L + Math.floorMod(settings.seed() * 7_919, 900_000_000L)) % 900_000_000L + 100_000_000L;
    }

    private static DeathCause causeOfDeath(long key, int age, boolean male) {
        return DeathCause.draw(Draw.of(key, CAUSE, 0), age, male);
    }

    private OptionalInt secondStep(long index) {
        if (settings.institutions().size() == 1) {
            return OptionalInt.empty();
        }
        Draw draw = Draw.of(settings.seed(), SECOND, index);
        return draw.chance(Settings.SEEN_BY_TWO) ? OptionalInt.of(1 + draw.below(settings.institutions().size() - 1)) : OptionalInt.empty();
    }

    private int death(Draw draw, int band) {
        double years = -Math.log(1 - draw.unit()) / Population.deathsAYear(band);
        double day = settings.firstDay() + years * 365.25;
        return day < settings.endDay() ? (int) day : Patient.ALIVE;
    }
}
