package pt.arquipelago.demo.generate;

import java.util.Map;

/** A patient's row in RNU. */
final class RegistryRow implements Records.OfPatient {

    private static final long STREAM = 10;
    static final String[] MEN = {"João", "José", "António", "Manuel", "Francisco", "Pedro", "Miguel", "Rui", "Tiago", "Luís", "Carlos", "Duarte", "Martim"};
    static final String[] WOMEN = {"Maria", "Ana", "Joana", "Catarina", "Inês", "Teresa", "Beatriz", "Leonor", "Rita", "Carla", "Sofia", "Matilde", "Helena"};
    static final String[] FAMILIES = {"Silva", "Santos", "Ferreira", "Pereira", "Oliveira", "Costa", "Rodrigues", "Martins", "Sousa", "Fernandes",
        "Gonçalves", "Gomes", "Lopes", "Marques", "Alves", "Almeida", "Ribeiro", "Pinto", "Carvalho", "Teixeira", "Moreira", "Correia"};
    private static final byte[] PORTUGAL = Words.of("PT");
    private static final byte[][] ELSEWHERE = Words.all("BR", "AO", "CV", "UA", "GB", "FR", "IN", "IT", "NP", "ES");
    private static final byte[][] STATES = Words.all("atualizado", "em curso", "incompleto", "histórico");
    private static final Weighted STATE = new Weighted(93, 2, 4, 1);
    private static final byte[][] EXEMPTIONS = Words.all("insuficiência económica", "incapacidade igual ou superior a 60%", "doença crónica", "gravidez");
    private static final byte[][] SUBSYSTEMS = Words.all("SNS", "ADSE", "IASFA", "SAD-GNR");
    private static final Weighted SUBSYSTEM = new Weighted(86, 11, 1.5, 1.5);
    /** First four digits of a postcode for municipalities of the three units; elsewhere made from the code. */
    private static final Map<Integer, Integer> POSTCODES = Map.ofEntries(Map.entry(1312, 4200), Map.entry(1306, 4470), Map.entry(1315, 4440),
            Map.entry(603, 3000), Map.entry(602, 3060), Map.entry(604, 3150), Map.entry(607, 3200), Map.entry(111, 3050), Map.entry(601, 3300),
            Map.entry(606, 3330), Map.entry(608, 3070), Map.entry(609, 3220), Map.entry(611, 3400), Map.entry(612, 3320), Map.entry(613, 3360),
            Map.entry(614, 3230), Map.entry(616, 3420), Map.entry(617, 3350), Map.entry(1002, 3250), Map.entry(1003, 3240), Map.entry(1007, 3280),
            Map.entry(1008, 3260), Map.entry(1013, 3270), Map.entry(1808, 3450), Map.entry(1106, 1600), Map.entry(1109, 2640));

    private final Settings settings;
    private final Professionals professionals;
    private final Sheet sheet;

    RegistryRow(World world, Institution institution, Sheet sheet) {
        settings = world.settings();
        professionals = world.professionals(institution);
        this.sheet = sheet;
    }

    /** The same name in every system. */
    static String name(Patient patient) {
        Draw draw = patient.draw(STREAM);
        return draw.oneOf(patient.male() ? MEN : WOMEN) + " " + draw.oneOf(FAMILIES) + " " + draw.oneOf(FAMILIES);
    }

    @Override
    public void write(Patient patient) {
        Draw draw = patient.draw(STREAM + 1);
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        row.text(name(patient)).digits(Numbers.nif(patient), 9).digits(Numbers.niss(patient), 11);
        nationality(row, patient, draw);
        row.numbered(Words.of(POSTCODES.getOrDefault(patient.dico(), 1000 + patient.dico() * 37 % 8999) + "-"), draw.between(1, 999), 3);
        row.digits(patient.dico() * 100L + draw.between(1, 12), 6);
        row.digits(900_000_000L + patient.index() % 10_000_000L, 9).text("utente" + patient.index() + "@example.org");
        row.text(STATES[STATE.draw(draw)]);
        rights(row, patient, draw);
        Professional family = professionals.family(patient);
        row.digits(family.place(), 7).number(family.number());
        row.date(Math.min(Math.max(patient.birth() + 20, settings.firstDay() - draw.between(30, 9000)), settings.firstDay() - 1));
        sheet.write();
    }

    private static void nationality(CsvRow row, Patient patient, Draw draw) {
        if (draw.chance(.93)) {
            row.text(Numbers.citizenCard(patient)).empty().text(PORTUGAL).text(draw.chance(.95) ? PORTUGAL : draw.oneOf(ELSEWHERE));
        } else {
            byte[] country = draw.oneOf(ELSEWHERE);
            row.empty().numbered(Words.of("TR"), patient.index(), 8).text(country).text(country);
        }
    }

    private static void rights(CsvRow row, Patient patient, Draw draw) {
        if (patient.death() == Patient.ALIVE) {
            row.empty();
        } else {
            row.date(patient.death());
        }
        boolean exempt = patient.lowIncome() || draw.chance(.25);
        row.truth(exempt);
        if (exempt) {
            row.text(patient.lowIncome() ? EXEMPTIONS[0] : EXEMPTIONS[1 + draw.below(patient.male() ? 2 : 3)]);
        } else {
            row.empty();
        }
        row.truth(patient.lowIncome()).text(SUBSYSTEMS[SUBSYSTEM.draw(draw)]);
    }
}
