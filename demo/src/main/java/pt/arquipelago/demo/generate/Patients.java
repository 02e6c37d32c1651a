package pt.arquipelago.demo.generate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/** Who the patients are. Patient i belongs to the institution i·3/patients; two in a hundred are seen by another one too. */
final class Patients {

    private static final long IDENTITY = 1;
    private static final long SECOND = 2;
    private static final double LIVES_WHERE_TREATED = .96;

    private final Settings settings;
    private final List<Municipality> places;
    private final Weighted anywhere;
    private final Map<Institution, Weighted> within = new EnumMap<>(Institution.class);

    Patients(Settings settings, Territory territory) {
        this.settings = settings;
        places = territory.parts();
        anywhere = new Weighted(places.stream().mapToDouble(Municipality::population).toArray());
        for (Institution institution : Institution.values()) {
            within.put(institution, new Weighted(places.stream()
                    .mapToDouble(place -> place.uls().equals(institution.unit()) ? place.population() : 0).toArray()));
        }
    }

    Institution home(long index) {
        int institutions = Institution.values().length;
        return Institution.values()[(int) (index * institutions / settings.patients())];
    }

    /** Whether an institution sees this patient, as their own or as the second. */
    boolean sees(Institution institution, long index) {
        Institution home = home(index);
        if (home == institution) {
            return true;
        }
        OptionalInt step = secondStep(index);
        return step.isPresent() && (home.ordinal() + step.getAsInt()) % Institution.values().length == institution.ordinal();
    }

    Patient patient(long index) {
        Draw draw = Draw.of(settings.seed(), IDENTITY, index);
        int band = Population.band(draw);
        boolean male = draw.chance(Population.men(band));
        int age = Math.min(band * 5 + draw.below(5), 104);
        int birth = settings.firstDay() - (int) (age * 365.25) - 1 - draw.below(365);
        Health health = health(draw, band);
        boolean lowIncome = draw.chance(band >= 13 ? .16 : .03);
        Weighted where = draw.chance(LIVES_WHERE_TREATED) ? within.get(home(index)) : anywhere;
        int dico = Integer.parseInt(places.get(where.draw(draw)).dico());
        return new Patient(index, number(index), band, male, birth, death(draw, band), dico, health, lowIncome);
    }

    /** A patient number of nine digits, each given once. */
    long number(long index) {
        return (index * 412_345_679L + Math.floorMod(settings.seed() * 7_919, 900_000_000L)) % 900_000_000L + 100_000_000L;
    }

    private OptionalInt secondStep(long index) {
        Draw draw = Draw.of(settings.seed(), SECOND, index);
        return draw.chance(Settings.SEEN_BY_TWO) ? OptionalInt.of(1 + draw.below(Institution.values().length - 1)) : OptionalInt.empty();
    }

    private static Health health(Draw draw, int band) {
        if (!draw.chance(Population.diabetes(band))) {
            return Health.NO_DIABETES;
        }
        return draw.chance(Population.insulin(band)) ? Health.DIABETES_ON_INSULIN : Health.DIABETES;
    }

    private int death(Draw draw, int band) {
        double years = -Math.log(1 - draw.unit()) / Population.deathsAYear(band);
        double day = settings.firstDay() + years * 365.25;
        return day < settings.endDay() ? (int) day : Patient.ALIVE;
    }
}
