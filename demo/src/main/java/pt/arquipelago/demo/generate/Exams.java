package pt.arquipelago.demo.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The exams that a patient is requested, and their results. */
final class Exams {

    private static final long STREAM = 50;
    private static final long LISTENERS = 3;
    private static final double LINES_A_REQUEST = 3.2;
    private static final int MOST_LINES = 9;
    private static final double DONE = .88;
    private static final double ELSEWHERE = .35;

    private final World world;
    private final Institution institution;
    private final Professionals professionals;
    private final List<? extends Exam.Listener> listeners;
    private final List<Exam.Need> needs;
    private final Rates rates;
    private final double[] upTo;

    Exams(World world, Institution institution, List<? extends Exam.Listener> listeners) {
        this.world = world;
        this.institution = institution;
        this.listeners = listeners;
        professionals = world.professionals(institution);
        needs = world.examNeeds();
        rates = world.examRates();
        upTo = rates.room();
    }

    void tell(Patient patient, boolean atHome) {
        Draw draw = patient.draw(STREAM + institution.digit());
        double lines = rates.fill(patient, patient.conditions(), upTo) / 1000;
        int count = draw.times(lines / LINES_A_REQUEST * world.settings().years() * (atHome ? 1 : ELSEWHERE));
        for (int i = 0; i < count; i++) {
            int day = world.seasons().contact(draw);
            if (patient.aliveOn(day) && day > patient.birth()) {
                Professional prescriber = draw.chance(.85) ? professionals.family(patient) : professionals.hospital(draw);
                request(new Exam.Request(patient, Numbers.document(institution, patient, i), day, draw.between(8 * 3600, 19 * 3600), prescriber, draw.chance(.03)), draw);
            }
        }
    }

    private void request(Exam.Request request, Draw draw) {
        long having = request.patient().conditionsOn(request.day());
        int wanted = 1 + Math.min(MOST_LINES - 1, draw.times(LINES_A_REQUEST - 1));
        List<Exam> exams = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            int need = Rates.draw(draw, upTo);
            Exam exam = needs.get(need).exam();
            if (rates.suits(need, having) && !exams.contains(exam)) {
                exams.add(exam);
            }
        }
        Collections.sort(exams, (a, b) -> Integer.compare(a.sns(), b.sns()));
        int after = draw.between(1, 25);
        int line = 1;
        for (Exam exam : exams) {
            int day = request.day() + after;
            boolean done = draw.chance(DONE) && day < world.settings().endDay() && request.patient().aliveOn(day);
            int result = done && exam.hasNumber() ? exam.result(request.patient(), having, draw) : -1;
            Exam.Line requested = new Exam.Line(request, line++, exam, done ? day : -1, result);
            Draw own = draw.fork(LISTENERS);
            for (Exam.Listener listener : listeners) {
                listener.requested(requested, own.fork(0));
            }
        }
    }
}
