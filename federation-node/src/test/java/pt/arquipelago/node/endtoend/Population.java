package pt.arquipelago.node.endtoend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import pt.arquipelago.node.profile.ProfileReader;

/**
 * Small extracts of one institution, always the same for a seed, made of edges: groups of 9, 10 and 11 persons, columns without values,
 * zeros, few prescribers, days at the edge of a month.
 */
final class Population {
    /** Municipalities of 9, 10 or 11 inhabitants at one institution, and of another number at the next. */
    private static final String[] SMALL = {"0301", "0302", "0303"};
    private static final String[] LARGE = {"1312", "1317", "0603", "1106"};
    private static final String[] ATC = {"A10BA02", "A10BA02", "A10BB09", "A10AE04", "C09AA05", "C10AA05", "N02BE01", "N02BE01", "N05BA12", "J01CA04", "B01AC06"};
    /** Just before and after a month begins, summer time (UTC+1) and winter time; the last two are told in UTC. */
    private static final String[] EDGES = {"2025-03-31 23:59:59", "2025-04-01 00:00:00", "2025-07-31 23:30:00", "2025-08-01 00:30:00",
        "2025-12-31 23:59:59", "2025-01-01 00:00:00", "2025-07-31T23:30:00Z", "2025-01-31T23:59:59Z"};

    private final Random random;
    private final List<Map<String, Object>> patients = new ArrayList<>();
    final Extract rnu = new Extract(ProfileReader.named("rnu"));
    final Extract pem = new Extract(ProfileReader.named("pem"));
    final Extract dem = new Extract(ProfileReader.named("dem"));
    final Extract cit = new Extract(ProfileReader.named("cit"));
    final Extract lab = new Extract(ProfileReader.read(OwnTable.profile()));
    private int documents;

    private Population(long seed) {
        this.random = new Random(seed);
    }

    /**
     * @param numbers the patients' numbers; the same number at two institutions is the same person
     * @param small how many of them live in each small municipality
     * @param sickLeaves false = the system of sick leave has an extract without rows
     */
    static Population of(long seed, long[] numbers, int[] small, boolean sickLeaves) {
        Population population = new Population(seed);
        for (int i = 0; i < numbers.length; i++) {
            population.patient(i, numbers[i], small);
        }
        for (int i = 0; i < numbers.length; i++) {
            population.register(i);
            population.prescribe(i);
            population.examine(i);
            if (sickLeaves) {
                population.certify(i, numbers.length);
            }
        }
        return population;
    }

    private void patient(int i, long number, int[] small) {
        Map<String, Object> patient = new HashMap<>();
        patient.put("numero_utente", number);
        patient.put("data_nascimento", LocalDate.of(1930 + random.nextInt(85), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        patient.put("sexo", random.nextInt(5) < 3 ? "F" : "M");
        patient.put("concelho_dico", municipality(i, small));
        patients.add(patient);
    }

    private String municipality(int i, int[] small) {
        int next = 0;
        for (int m = 0; m < small.length; m++) {
            next += small[m];
            if (i < next) {
                return SMALL[m];
            }
        }
        return random.nextInt(14) == 0 ? null : LARGE[random.nextInt(LARGE.length)];
    }

    private void register(int i) {
        int unit = i % 5;
        // U0 has 2 doctors, U1 3, U2 many; U3 has 2 and many patients without one, U4 2 and nine without.
        int doctors = new int[] {2, 3, 12, 2, 2}[unit];
        boolean without = unit == 3 ? i % 3 == 0 : unit == 4 && i < 45;
        rnu.row(patients.get(i), "uf_cod", "U" + unit, "medico_familia_cedula", without ? null : "1" + unit + "0" + random.nextInt(doctors),
                "isento_taxa_moderadora", i % 11 == 3 ? null : Boolean.toString(i < 30 ? i % 10 != 0 : i % 3 == 0),
                "tipo_registo", random.nextInt(40) == 0 ? "histórico" : "atualizado", "data_inscricao_csp", "2024-0" + (1 + i % 9) + "-15");
    }

    private void prescribe(int i) {
        Map<String, Object> patient = patients.get(i);
        for (int p = random.nextInt(4) + (i < 40 ? 1 : 0); p > 0; p--) {
            String number = "20250000000%08d".formatted(next());
            String specialty = i % 17 == 0 ? "44" : i % 19 == 0 ? "45" : "0" + (1 + random.nextInt(3));
            // The specialties 44 and 45 have two and three prescribers.
            int prescriber = specialty.equals("44") ? random.nextInt(2) : specialty.equals("45") ? 2 + random.nextInt(3) : 10 + random.nextInt(20);
            String at = edge(2024 + random.nextInt(2));
            for (int line = 1; line <= 1 + random.nextInt(3); line++) {
                String atc = random.nextInt(25) == 0 ? null : ATC[random.nextInt(ATC.length)];
                pem.row(patient, "prescritor_ordem", "OM", "prescritor_cedula", 1000 + prescriber, "especialidade_cod", specialty, "numero_receita", number,
                        "numero_linha", line, "data_prescricao", at, "atc", atc, "qtd_embalagens", 1 + random.nextInt(4), "uls_cod", "X",
                        "duracao_dias", random.nextInt(4) == 0 ? null : random.nextInt(3) * 30, "dose_valor", random.nextInt(3) == 0 ? null : random.nextInt(900) + ".125",
                        "excecao_tecnica", random.nextInt(6) == 0 ? "abc".substring(i % 3, i % 3 + 1) : null, "estado", random.nextInt(15) == 0 ? "anulada" : "ativa");
                for (int d = random.nextInt(10) < 7 ? 1 + random.nextInt(2) : 0; d > 0; d--) {
                    dispense(patient, number, line, atc);
                }
            }
        }
        if (i % 8 == 0) {
            dispense(patient, "20240000000%08d".formatted(next()), 1, "H03AA01");
        }
    }

    private void dispense(Map<String, Object> patient, String prescription, int line, String atc) {
        boolean free = random.nextInt(6) == 0;
        dem.row(patient, "numero_receita", prescription, "numero_linha", line, "id_dispensa", "D" + next(), "data_dispensa", edge(2025),
                "atc", atc, "qtd_dispensada", 1 + random.nextInt(3), "farmacia_cod", "F" + random.nextInt(6),
                "pvp", random.nextInt(9) == 0 ? null : random.nextInt(90) + "." + (10 + random.nextInt(89)),
                "valor_sns", random.nextInt(30) + ".50", "valor_utente", free ? "0.00" : random.nextInt(9) == 0 ? null : random.nextInt(12) + ".05",
                "bas_valor", random.nextInt(12) == 0 ? "3.10" : "0",
                "escalao_comparticipacao", random.nextInt(7) == 0 ? null : random.nextInt(50) == 0 ? "D" : List.of("A", "B", "C").get(random.nextInt(3)),
                "generico", random.nextInt(10) == 0 ? null : Boolean.toString(random.nextBoolean()), "estado", "dispensada");
    }

    private void certify(int i, int persons) {
        Map<String, Object> patient = patients.get(i);
        // Nine, ten or eleven persons have tuberculosis, according to the institution.
        boolean tuberculosis = i >= 50 && i < 59 + persons % 3;
        boolean care = i >= 80 && i < 92;
        for (int c = tuberculosis || care ? 1 : Math.max(0, random.nextInt(6) - 2); c > 0; c--) {
            boolean first = random.nextBoolean();
            LocalDate start = LocalDate.parse(edge(2025).substring(0, 10)).minusDays(random.nextInt(2));
            // No two certificates of a person are equally long, so that the first one is one.
            int days = 1 + 4 * random.nextInt(first ? 3 : 7) + c % 4;
            cit.row(patient, "prescritor_ordem", "OM", "prescritor_cedula", 1000 + (i % 23 == 0 ? 0 : random.nextInt(15)), "especialidade_cod", i % 23 == 0 ? "44" : "01",
                    "numero_cit", "C" + next(), "classificacao", tuberculosis ? "tuberculose" : care ? "assistência a familiares" : "doença natural",
                    "tipo", first ? "inicial" : "prorrogação", "data_inicio", start, "data_fim", start.plusDays(days - 1), "dias", days,
                    "internamento", random.nextInt(9) == 0 ? null : "false", "codigo_icpc2", tuberculosis ? "A70" : random.nextInt(8) == 0 ? null : List.of("L03", "R74", "P76").get(random.nextInt(3)),
                    "familiar_numero_utente", care ? 900000000 + i % 11 : null, "data_emissao", start, "origem", "CSP");
        }
    }

    private void examine(int i) {
        for (int e = random.nextInt(4); e > 0; e--) {
            lab.row(patients.get(i), "analise", "glicose,hba1c,tsh".split(",")[random.nextInt(3)], "laboratorio", random.nextInt(5) == 0 ? null : "L" + random.nextInt(3),
                    "desvio", random.nextInt(9) == 0 ? null : random.nextInt(7) == 0 ? "0.00" : (random.nextInt(4000) - 2000) / 100.0,
                    "valor", random.nextInt(11) == 0 ? null : random.nextInt(300) / 7.0, "positivo", random.nextInt(12) == 0 ? null : random.nextInt(3) / 2,
                    "requisitante", random.nextInt(4) == 0 ? null : "m" + (i % 13 == 0 ? 1 : random.nextInt(30)), "colhido_em", edge(2025));
        }
    }

    private int next() {
        return ++documents;
    }

    private String edge(int year) {
        return random.nextInt(6) == 0 ? EDGES[random.nextInt(EDGES.length)] : "%d-%02d-%02d %02d:15:00".formatted(year, 1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24));
    }

    List<Extract> extracts() {
        return Arrays.asList(rnu, pem, dem, cit, lab);
    }
}
