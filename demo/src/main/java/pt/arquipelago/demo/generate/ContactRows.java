package pt.arquipelago.demo.generate;

import java.util.Optional;

/**
 * Contacts with primary care in SIARS: one on the day of each prescription and certificate of the family physician, one for
 * each result of glycated haemoglobin, and those with nurses.
 */
final class ContactRows implements Records.OfPatient, Prescription.Listener, SickLeave.Listener, Exam.Listener {

    private static final long STREAM = 75;
    private static final byte[][] LETTERS = Words.all("CP", "CI", "CE", "CN");
    private static final byte[] IN_PERSON = Words.of("presencial");
    private static final byte[] AT_A_DISTANCE = Words.of("não presencial");
    private static final byte[] AT_HOME = Words.of("domicílio");
    private static final byte[] NURSING = Words.of("enfermagem");
    private static final byte[] DIABETES = Words.of("T90");
    private static final byte[] INFLUENZA = Words.of("R80");
    private static final byte[] PREGNANCY = Words.of("W78");
    /** Nursing contacts a year for each person. */
    private static final double NURSING_A_YEAR = 1.8;
    private static final double SEES_WHILE_PREGNANT = .5;

    private final World world;
    private final Institution institution;
    private final Professionals professionals;
    private final ContactRow row;
    private final double[] upTo;
    private long filled = -1;
    private Optional<Pregnancy> pregnancy = Optional.empty();

    ContactRows(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        professionals = world.professionals(institution);
        row = new ContactRow(world, institution, sheet);
        upTo = world.contactRates().room();
    }

    @Override
    public void write(Patient patient) {
        Draw draw = patient.draw(STREAM + institution.digit());
        int count = draw.times(NURSING_A_YEAR * world.settings().years() * Population.medicines(patient.band()));
        for (int i = 0; i < count; i++) {
            int day = world.seasons().contact(draw);
            if (patient.aliveOn(day) && day > patient.birth()) {
                row.write(new ContactRow.Contact(patient, LETTERS[3], i, day, draw.between(8 * 3600, 19 * 3600), NURSING,
                        professionals.mostly(Professional.Kind.NURSE, patient), reason(patient, day, draw), -1), draw);
            }
        }
    }

    @Override
    public void prescribed(Prescription prescription, Draw draw) {
        if (prescription.prescriber().family()) {
            Patient patient = prescription.patient();
            byte[] kind = patient.band() >= 15 && draw.chance(.08) ? AT_HOME : draw.chance(.5) ? IN_PERSON : AT_A_DISTANCE;
            row.write(new ContactRow.Contact(patient, LETTERS[0], prescription.which(), prescription.day(), prescription.second(), kind, prescription.prescriber(),
                    reason(patient, prescription.day(), draw), -1), draw);
        }
    }

    @Override
    public void certified(SickLeave leave, Draw draw) {
        if (leave.origin() == SickLeave.Origin.PRIMARY_CARE) {
            row.write(new ContactRow.Contact(leave.patient(), LETTERS[1], (int) (leave.number() % 4096), leave.first(), draw.between(8 * 3600, 19 * 3600),
                    leave.initial() ? IN_PERSON : AT_A_DISTANCE, leave.prescriber(), Words.of(leave.reason().icpc()), -1), draw);
        }
    }

    @Override
    public void requested(Exam.Line line, Draw draw) {
        Patient patient = line.request().patient();
        int day = line.done() + draw.between(1, 10);
        if (!line.exam().isGlycatedHaemoglobin() || line.result() < 0 || !patient.aliveOn(day) || day >= world.settings().endDay()
                || !Condition.DIABETES.in(patient.conditionsOn(day))) {
            return;
        }
        row.write(new ContactRow.Contact(patient, LETTERS[2], (int) (line.request().number() % 4096), day, draw.between(8 * 3600, 19 * 3600), AT_A_DISTANCE,
                professionals.family(patient), DIABETES, line.result()), draw);
    }

    private byte[] reason(Patient patient, int day, Draw draw) {
        if (filled != patient.index()) {
            filled = patient.index();
            world.contactRates().fill(patient, patient.conditions(), upTo);
            pregnancy = Pregnancy.of(patient, world.settings());
        }
        if (pregnancy.isPresent() && pregnancy.get().on(day) && draw.chance(SEES_WHILE_PREGNANT)) {
            return PREGNANCY;
        }
        if (draw.chance(world.seasons().influenza(day))) {
            return INFLUENZA;
        }
        int drawn = Rates.draw(draw, upTo);
        long having = patient.conditionsOn(day);
        for (int attempt = 0; attempt < 20 && !comesAbout(drawn, having, day, draw); attempt++) {
            drawn = Rates.draw(draw, upTo);
        }
        return world.contactReasons().get(drawn).icpc();
    }

    private boolean comesAbout(int reason, long having, int day, Draw draw) {
        return world.contactRates().suits(reason, having) && (!world.contactReasons().get(reason).winter() || draw.chance(world.seasons().ofWinter(day)));
    }
}
