package pt.arquipelago.demo.generate;

/** The professionals of an institution in RNP: those who prescribe, certify, treat and see patients in the other systems. */
final class ProfessionalRows {

    private static final long STREAM = 98;
    private static final byte[] LETTERS = Words.of("PR");
    private static final byte[] NUMBER = Words.of("cédula profissional");
    private static final byte[] PORTUGAL = Words.of("PT");
    private static final byte[][] ELSEWHERE = Words.all("BR", "ES", "UA", "AO", "IT");
    private static final byte[][] STATES = Words.all("ativo", "inativo", "suspenso");
    private static final Weighted STATE = new Weighted(97, 2.5, .5);
    private static final byte[][] TIES = Words.all("contrato sem termo", "contrato a termo", "prestação de serviços");
    private static final Weighted TIE = new Weighted(78, 12, 10);
    private static final byte[] OWN = Words.of("profissional liberal");
    private static final String[] SPECIALTIES = {"anatomia patológica", "anestesiologia", "cardiologia", "cirurgia geral", "dermatovenereologia", "endocrinologia",
        "gastrenterologia", "ginecologia e obstetrícia", "medicina interna", "neurologia", "oftalmologia", "oncologia médica", "ortopedia", "otorrinolaringologia",
        "pediatria médica", "pneumologia", "psiquiatria", "reumatologia", "urologia"};

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    ProfessionalRows(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    /** Those whose place in the list of their profession is from one to another. */
    void write(long from, long to) {
        Professionals all = world.professionals(institution);
        for (Professional.Kind kind : Professional.Kind.values()) {
            for (int which = (int) from; which < Math.min(to, all.count(kind)); which++) {
                write(all.of(kind, which));
            }
        }
    }

    private void write(Professional professional) {
        Settings settings = world.settings();
        Draw draw = Draw.of(settings.seed(), STREAM + 10L * professional.kind().ordinal(), professional.number());
        boolean male = draw.chance(professional.kind() == Professional.Kind.NURSE ? .18 : .43);
        int age = draw.between(26, 67);
        int birth = settings.firstDay() - (int) (age * 365.25) - draw.below(365);
        CsvRow row = sheet.row().numbered(LETTERS, professional.kind().ordinal() * 1_000_000L + professional.number(), 8);
        row.text(draw.oneOf(male ? RegistryRow.MEN : RegistryRow.WOMEN) + " " + draw.oneOf(RegistryRow.FAMILIES) + " " + draw.oneOf(RegistryRow.FAMILIES));
        row.digits(Numbers.nif(professional), 9).date(birth).text(male ? Words.MALE : Words.FEMALE).text(draw.chance(.94) ? PORTUGAL : draw.oneOf(ELSEWHERE));
        row.text(professional.kind().order()).number(professional.number()).text(NUMBER).text(professional.kind().words());
        if (professional.family()) {
            row.text("medicina geral e familiar").empty();
        } else if (professional.kind() == Professional.Kind.PHYSICIAN) {
            row.text(SPECIALTIES[professional.specialty() % SPECIALTIES.length]).empty();
        } else {
            row.empty(2);
        }
        int state = STATE.draw(draw);
        int since = birth + (int) ((24 + draw.below(Math.max(1, age - 25))) * 365.25);
        row.text(STATES[state]).date(since);
        if (state == 2) {
            row.date(settings.endDay() + draw.between(20, 300));
        } else {
            row.empty();
        }
        row.digits(professional.place(), 7).text(world.nuts3(institution, professional));
        row.text(world.professionals(institution).hasPractice(professional) || professional.kind() == Professional.Kind.DENTIST ? OWN : TIES[TIE.draw(draw)]);
        sheet.write();
    }
}
