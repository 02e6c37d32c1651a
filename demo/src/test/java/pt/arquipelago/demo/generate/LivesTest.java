package pt.arquipelago.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** What the fifteen systems say of a person fits together. */
class LivesTest {

    /** When a row says that something happened. */
    private static final Map<SnsSystem, String> HAPPENED = Map.ofEntries(Map.entry(SnsSystem.PEM, "data_prescricao"), Map.entry(SnsSystem.PEM_PPP, "data_prescricao"),
            Map.entry(SnsSystem.DEM, "data_dispensa"), Map.entry(SnsSystem.ESP, "data_requisicao"), Map.entry(SnsSystem.CRD, "data_inicio"),
            Map.entry(SnsSystem.RENTEV, "data_registo"), Map.entry(SnsSystem.CCC, "data_emissao"), Map.entry(SnsSystem.SISO, "data_emissao"),
            Map.entry(SnsSystem.RSE, "data_evento"), Map.entry(SnsSystem.BAS, "data_pedido"), Map.entry(SnsSystem.CIT, "data_fim"), Map.entry(SnsSystem.SIARS, "data_contacto"),
            Map.entry(SnsSystem.GDH, "data_admissao"));

    @TempDir
    private static Path folder;
    private static Everything everything;

    @BeforeAll
    static void generate() throws IOException {
        everything = new Everything(folder);
    }

    @Test
    void everybodyStandsInTheRegistryWithTheSameBirthSexAndMunicipality() {
        Map<String, String> registry = new HashMap<>();
        everything.forEach(SnsSystem.RNU, row -> assertThat(registry.put(row.get("numero_utente"), person(row))).isNull());
        for (SnsSystem system : SnsSystem.values()) {
            if (system.has("numero_utente")) {
                everything.forEach(system, row -> {
                    if (row.cells().length != system.columns().size() || !person(row).equals(registry.get(row.get("numero_utente")))) {
                        throw new AssertionError(system + ": " + String.join(",", row.cells()));
                    }
                });
            }
        }
    }

    @Test
    void whoDiesHasACertificateOfThatDayAndNothingAfterwards() {
        Map<String, String> deaths = new HashMap<>();
        everything.forEach(SnsSystem.RNU, row -> {
            if (!row.get("data_obito").isEmpty()) {
                deaths.put(row.get("numero_utente"), row.get("data_obito"));
            }
        });
        Map<String, String> certified = new HashMap<>();
        everything.forEach(SnsSystem.SICO, row -> assertThat(certified.put(row.get("numero_utente"), row.get("data_obito").substring(0, 10))).isNull());
        assertThat(certified).isEqualTo(deaths).hasSizeGreaterThan(300);
        HAPPENED.forEach((system, column) -> everything.forEach(system, row -> {
            String death = deaths.get(row.get("numero_utente"));
            if (death != null && row.get(column).substring(0, 10).compareTo(death) >= 0) {
                throw new AssertionError(system + " after death: " + String.join(",", row.cells()));
            }
        }));
    }

    @Test
    void whoHasDiabetesGetsMetforminHasResultsAndContacts() {
        Set<String> diabetes = withCode(SnsSystem.RSE, "codigo", "T90");
        Set<String> metformin = withCode(SnsSystem.PEM, "atc", "A10BA02");
        metformin.addAll(withCode(SnsSystem.PEM_PPP, "atc", "A10BA02"));
        Map<String, Double> results = new HashMap<>();
        everything.forEach(SnsSystem.ESP, row -> {
            if (row.get("loinc").equals("4548-4") && !row.get("resultado_valor").isEmpty()) {
                results.merge(row.get("numero_utente"), Double.parseDouble(row.get("resultado_valor")), Math::max);
            }
        });
        Set<String> contacts = withCode(SnsSystem.SIARS, "icpc2", "T90");
        assertThat(diabetes).hasSizeGreaterThan(1_000);
        Set<String> withMetformin = common(diabetes, metformin);
        assertThat(withMetformin.size() / (double) diabetes.size()).as("at one package a month").isGreaterThan(.75);
        assertThat(common(diabetes, results.keySet()).size() / (double) diabetes.size()).isGreaterThan(.6);
        assertThat(common(diabetes, contacts).size() / (double) diabetes.size()).isGreaterThan(.5);
        double mean = common(diabetes, results.keySet()).stream().mapToDouble(results::get).average().orElseThrow();
        double others = results.entrySet().stream().filter(each -> !diabetes.contains(each.getKey()) && !metformin.contains(each.getKey())).mapToDouble(Map.Entry::getValue).average().orElseThrow();
        assertThat(mean).isBetween(6.7, 8.0);
        assertThat(others).isBetween(5.2, 5.9);
        everything.forEach(SnsSystem.SIARS, row -> {
            if (!row.get("hba1c").isEmpty()) {
                assertThat(row.get("icpc2")).isEqualTo("T90");
            }
        });
    }

    @Test
    void whatTheSharedRecordSaysOfAResultIsWhatTheExamSaid() {
        Map<String, String> results = new HashMap<>();
        everything.forEach(SnsSystem.ESP, row -> {
            if (!row.get("resultado_valor").isEmpty()) {
                results.put(row.get("numero_requisicao").substring(2) + row.get("loinc"), row.get("numero_utente") + row.get("resultado_valor") + row.get("data_realizacao"));
            }
        });
        Map<String, String> recorded = new HashMap<>();
        everything.forEach(SnsSystem.RSE, row -> {
            if (row.get("tipo_documento").equals("resultado MCDT")) {
                recorded.put(row.get("id_documento").substring(2) + row.get("codigo"), row.get("numero_utente") + row.get("valor") + row.get("data_evento").substring(0, 10));
            }
        });
        assertThat(recorded).isEqualTo(results).hasSizeGreaterThan(50_000);
    }

    @Test
    void whoDiedInHospitalWasDischargedThatDayAndWhoLeftItAliveHasANote() {
        Map<String, String> died = new HashMap<>();
        everything.forEach(SnsSystem.SICO, row -> {
            if (row.get("local_obito_tipo").equals("hospital")) {
                died.put(row.get("numero_utente"), row.get("data_obito").substring(0, 10));
            }
        });
        Map<String, String> discharged = new HashMap<>();
        Map<String, String> left = new HashMap<>();
        Map<String, String> lastDay = new HashMap<>();
        everything.forEach(SnsSystem.GDH, row -> {
            boolean dead = row.get("destino_alta").equals("falecido");
            String person = row.get("numero_utente");
            if (dead) {
                assertThat(discharged.put(person, row.get("data_alta"))).isNull();
            } else if (row.get("modulo").equals("internamento")) {
                left.put(person + row.get("data_alta"), row.get("diagnostico_principal"));
            }
            String before = lastDay.put(person, row.get("data_alta"));
            assertThat(before == null || before.compareTo(row.get("data_admissao")) < 0).as("one stay after the other").isTrue();
        });
        // Who died on the first day of life was never admitted apart from the birth.
        assertThat(died).containsAllEntriesOf(discharged);
        assertThat(discharged.size()).isGreaterThan(died.size() * 97 / 100).isGreaterThan(150);
        Map<String, String> notes = new HashMap<>();
        everything.forEach(SnsSystem.RSE, row -> {
            if (row.get("tipo_documento").equals("nota de alta")) {
                notes.put(row.get("numero_utente") + row.get("data_evento").substring(0, 10), row.get("codigo"));
            }
        });
        assertThat(notes).isEqualTo(left).hasSizeGreaterThan(500);
    }

    @Test
    void claimsOfPensionersReferToTheirDispensingsAndKeepTheLimits() {
        Map<String, Long> benefit = new HashMap<>();
        everything.forEach(SnsSystem.DEM, row -> {
            if (row.cents("bas_valor") > 0) {
                benefit.put(row.get("numero_receita") + row.get("id_dispensa").substring(1), row.cents("bas_valor"));
            }
        });
        Map<String, Long> claimed = new HashMap<>();
        everything.forEach(SnsSystem.BAS, row -> {
            LocalDate invoiced = LocalDate.parse(row.get("data_fatura"));
            assertThat(LocalDate.parse(row.get("data_pedido"))).isBetween(invoiced, invoiced.plusDays(180));
            assertThat(LocalDate.parse(row.get("data_nascimento")).plusYears(64)).isBefore(invoiced);
            long open = row.cents("valor_despesa") - row.cents("valor_comparticipado_sns");
            switch (row.get("tipo_beneficio")) {
                case "medicamento" -> {
                    claimed.put(row.get("numero_receita") + row.get("id_pedido").substring(2), row.cents("valor_bas"));
                    assertThat(row.cents("valor_bas")).isEqualTo(open / 2);
                }
                case "óculos" -> assertThat(row.cents("valor_bas")).isLessThanOrEqualTo(Math.min(100_00, open * 3 / 4));
                default -> assertThat(row.cents("valor_bas")).isLessThanOrEqualTo(Math.min(250_00, open * 3 / 4));
            }
        });
        assertThat(claimed).isEqualTo(benefit).hasSizeGreaterThan(1_000);
    }

    @Test
    void whoPrescribesAndCertifiesStandsInTheRegistryOfProfessionals() {
        Set<String> known = new HashSet<>();
        everything.forEach(SnsSystem.RNP, row -> assertThat(known.add(row.get("ordem") + row.get("cedula"))).isTrue());
        for (SnsSystem system : List.of(SnsSystem.PEM, SnsSystem.PEM_PPP, SnsSystem.ESP, SnsSystem.CRD, SnsSystem.CCC, SnsSystem.CIT)) {
            everything.forEach(system, row -> knows(known, row, row.get("prescritor_ordem") + row.get("prescritor_cedula")));
        }
        everything.forEach(SnsSystem.SICO, row -> knows(known, row, "OM" + row.get("medico_certificador_cedula")));
        everything.forEach(SnsSystem.RSE, row -> knows(known, row, "OM" + row.get("autor_cedula")));
        everything.forEach(SnsSystem.RNU, row -> knows(known, row, "OM" + row.get("medico_familia_cedula")));
        everything.forEach(SnsSystem.SIARS, row -> knows(known, row, (row.get("tipo_contacto").equals("enfermagem") ? "OE" : "OM") + row.get("profissional_cedula")));
        everything.forEach(SnsSystem.SISO, row -> {
            if (!row.get("dentista_cedula").isEmpty()) {
                knows(known, row, "OMD" + row.get("dentista_cedula"));
            }
        });
    }

    @Test
    void medicalRulesAreKept() {
        everything.forEach(SnsSystem.CRD, row -> {
            if (row.get("subtipo").equals("OLD") && Double.parseDouble(row.get("pao2_mmhg")) > 55) {
                assertThat(row.get("contexto_clinico")).matches("I27.*|D75.1");
                assertThat(Double.parseDouble(row.get("pao2_mmhg"))).isLessThanOrEqualTo(60);
            }
            if (row.get("modalidade").equals("ventiloterapia") && row.get("prescricao_inicial").equals("true")) {
                assertThat(Double.parseDouble(row.get("iah"))).isGreaterThanOrEqualTo(15);
            }
        });
        everything.forEach(SnsSystem.RENTEV, row -> {
            LocalDate signed = LocalDate.parse(row.get("data_assinatura"));
            assertThat(LocalDate.parse(row.get("data_validade"))).isEqualTo(signed.plusYears(5));
            assertThat(LocalDate.parse(row.get("data_nascimento")).plusYears(18)).isBeforeOrEqualTo(signed);
            if (row.get("estado").equals("ativo")) {
                assertThat(row.get("data_validade")).isGreaterThan("2025-01-01");
            } else if (row.get("estado").equals("expirado")) {
                assertThat(row.get("data_validade")).isLessThan("2026-01-01");
            }
        });
        everything.forEach(SnsSystem.SISO, row -> {
            assertThat(row.get("dente_fdi")).matches("|[1-4][1-8]|[5-8][1-5]");
            assertThat(row.get("tipo_cheque").equals("SOG") && row.get("sexo").equals("M")).isFalse();
            assertThat(row.get("data_utilizacao").compareTo(row.get("data_caducidade"))).isNegative();
        });
        everything.forEach(SnsSystem.CCC, row -> assertThat(row.get("resultado").equals("apto com restrições")).isEqualTo(!row.get("codigos_restricao").isEmpty()));
        everything.forEach(SnsSystem.SIARS, row -> {
            if (!row.get("pas").isEmpty()) {
                assertThat(row.number("pad")).isBetween(30, row.number("pas"));
            }
            assertThat(row.get("numerador").equals("true") && !row.get("denominador").equals("true")).isFalse();
        });
    }

    @Test
    void everyDocumentHasANumberOfItsOwnThatIsWellFormed() {
        Map<SnsSystem, String> number = Map.of(SnsSystem.SICO, "numero_certificado", SnsSystem.RENTEV, "id_dav", SnsSystem.CCC, "numero_atestado", SnsSystem.CRD, "id_prescricao",
                SnsSystem.BAS, "id_pedido", SnsSystem.RNP, "id_profissional", SnsSystem.SIARS, "id_contacto", SnsSystem.CIT, "numero_cit", SnsSystem.DEM, "id_dispensa");
        number.forEach((system, column) -> {
            Set<String> seen = new HashSet<>();
            everything.forEach(system, row -> {
                assertCanonical(IdentifierType.CONTACT, row.get(column));
                if (!seen.add(row.get(column))) {
                    throw new AssertionError(system + " twice: " + row.get(column));
                }
            });
        });
        for (SnsSystem system : List.of(SnsSystem.RNU, SnsSystem.RNP)) {
            everything.forEach(system, row -> assertCanonical(IdentifierType.NIF, row.get("nif")));
        }
        everything.forEach(SnsSystem.PEM_PPP, row -> assertCanonical(IdentifierType.NIF, row.get("nif_entidade")));
        everything.forEach(SnsSystem.BAS, row -> assertThat(row.get("iban")).matches("PT50\\d{21}"));
        everything.forEach(SnsSystem.ESP, row -> {
            if (!row.get("entidade_prestadora_nipc").isEmpty()) {
                assertCanonical(IdentifierType.NIF, row.get("entidade_prestadora_nipc"));
            }
        });
    }

    private static Set<String> withCode(SnsSystem system, String column, String code) {
        Set<String> people = new HashSet<>();
        everything.forEach(system, row -> {
            if (row.get(column).equals(code)) {
                people.add(row.get("numero_utente"));
            }
        });
        return people;
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    private static void knows(Set<String> known, CsvLines.Row row, String professional) {
        if (!known.contains(professional)) {
            throw new AssertionError(row.system() + ": nobody is " + professional);
        }
    }

    private static String person(CsvLines.Row row) {
        return row.get("data_nascimento") + row.get("sexo") + row.get("concelho_dico");
    }

    private static void assertCanonical(CanonicalForm form, String text) {
        if (form.canonical(text).isEmpty()) {
            throw new AssertionError(form + ": " + text);
        }
    }
}
