package pt.arquipelago.demo.generate;

import java.util.Arrays;
import java.util.List;

/**
 * What a patient is prescribed at an institution, and what of it is dispensed. A patient takes some medicines for long
 * and others once, those for a condition from its beginning; a person with diabetes has metformin among the former or on the first prescription.
 */
final class Prescriptions {

    private static final long STREAM = 20;
    private static final long LISTENERS = 1;
    private static final double ELSEWHERE = .35;
    private static final double DISPENSED = .92;
    private static final double CANCELLED_OF_REST = .2;
    private static final double FROM_REGIMEN = .7;
    /** 5.5 packages on a prescription: 33 million on 6 million. */
    private static final Weighted LINES = new Weighted(.22, .26, .27, .25);
    private static final double MEAN_LINES = 2.55;
    /** What is left of the packages because no medicine stands twice on a prescription: those given once come in its place. */
    private static final double NOT_TWICE = .92;
    private static final int REGIMEN = 6;

    private final World world;
    private final Institution institution;
    private final Professionals professionals;
    private final List<? extends Prescription.Listener> listeners;
    private final Rates rates;
    private final Weighted[] packages;
    private final int metformin;
    private final double perMonth;
    private final double[] upTo;
    private final double[] upToThen;
    private long dispensings;

    Prescriptions(World world, Institution institution, List<? extends Prescription.Listener> listeners) {
        this.world = world;
        this.institution = institution;
        this.listeners = listeners;
        professionals = world.professionals(institution);
        Formulary formulary = world.formulary();
        rates = formulary.lineRates();
        packages = formulary.packages();
        metformin = formulary.medicine(Medicine.METFORMIN);
        perMonth = world.settings().volumes().packages() / NOT_TWICE / DISPENSED / MEAN_LINES;
        upTo = rates.room();
        upToThen = rates.room();
    }

    void tell(Patient patient, boolean atHome) {
        Draw draw = patient.draw(STREAM + institution.digit());
        Settings settings = world.settings();
        double lines = rates.fill(patient, patient.conditions(), upTo);
        int count = draw.times(perMonth * lines * settings.months() * world.seasons().withDaysBefore() * (atHome ? 1 : ELSEWHERE));
        if (count == 0) {
            return;
        }
        int[] days = new int[count];
        for (int i = 0; i < count; i++) {
            days[i] = world.seasons().contactOrEarlier(draw);
        }
        Arrays.sort(days);
        int[] regimen = new int[REGIMEN];
        for (int i = 0; i < REGIMEN; i++) {
            regimen[i] = Rates.draw(draw, upTo);
        }
        dispensings = 0;
        boolean metforminIsDue = patient.has(Condition.DIABETES) && !contains(regimen, REGIMEN, metformin);
        int which = 0;
        for (int i = 0; i < count && patient.aliveOn(days[i]); i++) {
            if (days[i] > patient.birth()) {
                metforminIsDue = prescribe(patient, which++, days[i], regimen, metforminIsDue, draw);
            }
        }
    }

    private boolean prescribe(Patient patient, int which, int day, int[] regimen, boolean metforminIsDue, Draw draw) {
        Professional prescriber = professionals.any(patient, draw);
        Prescription prescription = new Prescription(patient, which, Numbers.prescription(institution, patient, which), day,
                draw.between(8 * 3600, 19 * 3600), prescriber, professionals.hasPractice(prescriber));
        long having = patient.conditionsOn(day);
        int lines = 1 + LINES.draw(draw);
        double[] now = upTo;
        if (having != patient.conditions()) {
            rates.fill(patient, having, upToThen);
            now = upToThen;
        }
        int[] medicines = medicines(having, regimen, now, lines, draw);
        boolean due = metforminIsDue;
        if (due && Condition.DIABETES.in(having)) {
            due = false;
            medicines[0] = contains(medicines, lines, metformin) ? medicines[0] : metformin;
        }
        Draw own = draw.fork(LISTENERS);
        if (day >= world.settings().firstDay()) {
            listeners.forEach(listener -> listener.prescribed(prescription, own.fork(0)));
        }
        for (int line = 0; line < lines; line++) {
            line(prescription, line + 1, medicines[line], draw);
        }
        return due;
    }

    private void line(Prescription prescription, int number, int medicine, Draw draw) {
        int quantity = 1 + packages[medicine].draw(draw);
        boolean dispensed = draw.chance(DISPENSED);
        boolean cancelled = !dispensed && draw.chance(CANCELLED_OF_REST);
        Prescription.Line line = new Prescription.Line(prescription, number, medicine, quantity, cancelled);
        Draw own = draw.fork(LISTENERS);
        if (prescription.day() >= world.settings().firstDay()) {
            listeners.forEach(listener -> listener.line(line, own.fork(1)));
        }
        if (!dispensed) {
            return;
        }
        int first = quantity <= 2 ? quantity : (quantity + 1) / 2;
        dispense(line, first, draw.below(4), draw);
        if (quantity > first) {
            dispense(line, quantity - first, draw.between(12, 26), draw);
        }
    }

    private void dispense(Prescription.Line line, int quantity, int after, Draw draw) {
        Prescription prescription = line.prescription();
        int day = prescription.day() + after;
        while (after > 0 && !Seasons.comesAbout(draw, day)) {
            day++;
        }
        if (day >= world.settings().endDay() || day < world.settings().firstDay() || !prescription.patient().aliveOn(day)) {
            return;
        }
        int rows = world.settings().volumes().rowEachPackage() ? quantity : 1;
        for (int row = 0; row < rows; row++) {
            long number = Numbers.dispensing(institution, prescription.patient(), (int) dispensings++);
            Prescription.Dispensing dispensing = new Prescription.Dispensing(line, number, quantity / rows, day);
            Draw own = draw.fork(LISTENERS + row);
            for (Prescription.Listener listener : listeners) {
                listener.dispensed(dispensing, own.fork(2));
            }
        }
    }

    private int[] medicines(long having, int[] regimen, double[] now, int lines, Draw draw) {
        int[] medicines = new int[lines];
        for (int i = 0; i < lines; i++) {
            for (int attempt = 0; attempt < 4; attempt++) {
                int drawn = draw.chance(FROM_REGIMEN) ? regimen[draw.below(REGIMEN)] : Rates.draw(draw, now);
                medicines[i] = rates.suits(drawn, having) ? drawn : Rates.draw(draw, now);
                if (!contains(medicines, i, medicines[i])) {
                    break;
                }
            }
        }
        return medicines;
    }

    private static boolean contains(int[] medicines, int before, int medicine) {
        for (int i = 0; i < before; i++) {
            if (medicines[i] == medicine) {
                return true;
            }
        }
        return false;
    }
}
