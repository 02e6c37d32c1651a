package pt.arquipelago.demo.generate;

/** Documents of the shared health record in RSE: summaries, allergies, vaccines, episodes, discharges and results of exams. */
final class RecordRows implements Records.OfPatient, Exam.Listener, Admission.Listener {

    /** A vaccine: ATC code, name, the share of those from an age to an age who get it in a year, and whether only from October to December. */
    private record Vaccine(String atc, String name, int from, int to, double share, boolean autumn) {
    }

    private static final long STREAM = 95;
    private static final byte[] SUMMARY = Words.of("resumo clínico");
    private static final byte[] ALLERGY = Words.of("alergia");
    private static final byte[] VACCINE = Words.of("vacina");
    private static final byte[] EPISODE = Words.of("episódio");
    private static final byte[] DISCHARGE = Words.of("nota de alta");
    private static final byte[] RESULT = Words.of("resultado MCDT");
    private static final byte[] ICPC = Words.of("ICPC-2");
    private static final byte[] ICD = Words.of("ICD-10-CM");
    private static final byte[] ATC = Words.of("ATC");
    private static final byte[] LOINC = Words.of("LOINC");
    private static final String[][] ALLERGENS = {{"J01C", "Penicilinas"}, {"M01A", "Anti-inflamatórios não esteroides"}, {"J01E", "Sulfonamidas"}, {"V08A", "Contraste iodado"}};
    private static final byte[][] SEVERITIES = Words.all("ligeira", "moderada", "grave");
    private static final Weighted SEVERITY = new Weighted(55, 33, 12);
    private static final Vaccine[] VACCINES = {new Vaccine("J07BB02", "Vacina contra a gripe", 60, 120, .62, true),
        new Vaccine("J07BN01", "Vacina contra a COVID-19", 60, 120, .5, true), new Vaccine("J07AM51", "Vacina contra tétano e difteria", 25, 120, .05, false),
        new Vaccine("J07AL02", "Vacina pneumocócica conjugada", 65, 120, .08, false), new Vaccine("J07BM03", "Vacina contra o vírus do papiloma humano", 10, 10, .9, false),
        new Vaccine("J07CA02", "Vacina contra difteria tétano tosse convulsa e poliomielite", 5, 5, .95, false), new Vaccine("J07BD52", "Vacina contra sarampo parotidite e rubéola", 1, 1, .96, false)};
    private static final double HAS_SUMMARY = .7;
    private static final double HAS_ALLERGY = .07;
    private static final double EPISODES_A_YEAR = .5;

    private final World world;
    private final Institution institution;
    private final RecordRow row;

    RecordRows(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        row = new RecordRow(world, institution, sheet);
    }

    @Override
    public void write(Patient patient) {
        Draw draw = patient.draw(STREAM);
        row.of(patient);
        if (draw.chance(Math.min(1, HAS_SUMMARY * world.settings().years()))) {
            summary(patient, draw);
        }
        vaccines(patient, draw);
        if (draw.chance(EPISODES_A_YEAR * Math.min(1, world.settings().years()))) {
            episode(patient, draw);
        }
    }

    /** A result, in the record on the day it is there. */
    @Override
    public void requested(Exam.Line line, Draw draw) {
        if (line.result() < 0) {
            return;
        }
        Exam.Request request = line.request();
        row.of(request.patient());
        row.write(RecordRow.Entry.of(RESULT, RecordRow.RESULTS, request.number(), line.done(), request.prescriber()).coded(LOINC, line.exam().loinc(), line.exam().name())
                .value(line.result(), line.exam().unit()), draw);
    }

    private void summary(Patient patient, Draw draw) {
        int day = world.seasons().contact(draw);
        Professional author = world.professionals(institution).family(patient);
        if (!patient.aliveOn(day) || day <= patient.birth()) {
            return;
        }
        long number = row.next();
        for (long rest = patient.conditionsOn(day); rest != 0; rest &= rest - 1) {
            Condition condition = Condition.at(Long.numberOfTrailingZeros(rest));
            boolean restricted = condition == Condition.HIV || condition == Condition.PSYCHOSIS;
            row.write(RecordRow.Entry.of(SUMMARY, RecordRow.DOCUMENTS, number, day, author).coded(ICPC, Words.of(condition.icpc()), Words.of(condition.words()))
                    .lasting(patient.since(condition), RecordRow.NO_DAY).severe(SEVERITIES[SEVERITY.draw(draw)]).restricted(restricted), draw);
        }
        if (patient.draw(STREAM + 1).chance(HAS_ALLERGY)) {
            String[] allergen = ALLERGENS[(int) (patient.index() % ALLERGENS.length)];
            row.write(RecordRow.Entry.of(ALLERGY, RecordRow.DOCUMENTS, row.next(), day, author).coded(ATC, Words.of(allergen[0]), Words.of(allergen[1]))
                    .lasting(Math.max(patient.birth() + 1, day - draw.between(100, 6_000)), RecordRow.NO_DAY).severe(SEVERITIES[SEVERITY.draw(draw)]), draw);
        }
    }

    private void vaccines(Patient patient, Draw draw) {
        Settings settings = world.settings();
        for (Vaccine vaccine : VACCINES) {
            int day = vaccine.autumn() ? world.seasons().autumn(draw) : world.seasons().contact(draw);
            if (day < 0 || !patient.aliveOn(day) || day <= patient.birth()) {
                continue;
            }
            int age = patient.ageAt(day);
            double years = vaccine.autumn() ? 1 : Math.min(1, settings.years());
            if (age >= vaccine.from() && age <= vaccine.to() && draw.chance(vaccine.share() * years)) {
                row.write(RecordRow.Entry.of(VACCINE, RecordRow.DOCUMENTS, row.next(), day, world.professionals(institution).family(patient))
                        .coded(ATC, Words.of(vaccine.atc()), Words.of(vaccine.name())), draw);
            }
        }
    }

    private void episode(Patient patient, Draw draw) {
        int day = world.seasons().contact(draw);
        int drawn = draw.below(world.diagnoses().size());
        Diagnosis reason = world.diagnoses().get(drawn);
        if (patient.aliveOn(day) && day > patient.birth() && reason.suits(patient, patient.ageAt(day)) && reason.icpc().charAt(0) != 'W'
                && (reason.conditions() == 0 || (reason.conditions() & patient.conditionsOn(day)) != 0)) {
            row.write(RecordRow.Entry.of(EPISODE, RecordRow.DOCUMENTS, row.next(), day, world.professionals(institution).hospital(draw))
                    .coded(ICPC, Words.of(reason.icpc()), Words.of("Episódio de urgência")).lasting(day, day), draw);
        }
    }

    /** A note for whoever left a hospital alive; a case of a day has none. */
    @Override
    public void discharged(Admission admission, Draw draw) {
        if (admission.ofADay() || admission.died()) {
            return;
        }
        row.of(admission.patient());
        row.write(RecordRow.Entry.of(DISCHARGE, RecordRow.DOCUMENTS, row.next(), admission.last(), admission.physician())
                .coded(ICD, Words.of(admission.diagnosis()), Words.of(admission.reason().words())).lasting(admission.first(), admission.last())
                .severe(SEVERITIES[1 + draw.below(2)]), draw);
    }
}
