package pt.arquipelago.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.pseudonymisation.generalise.AgeBand;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.identifier.ProductCode;

/** The default extracts, without bad rows: coherent, and like the published figures. */
class ExtractsTest {

    private static final int PATIENTS = 30_000;
    private static final int MONTHS = 12;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void generate() throws IOException {
        new GenerateExtracts(new Settings(PATIENTS, 1, YearMonth.of(2025, 1), MONTHS, Volumes.packages(3.3), Institution.DEMONSTRATION), Errors.NONE, Format.PLAIN, line -> { })
                .folders(folder, EnumSet.of(SnsSystem.RNU, SnsSystem.PEM, SnsSystem.PEM_PPP, SnsSystem.DEM, SnsSystem.CIT));
    }

    @Test
    void everyIdentifierIsWellFormed() {
        CsvLines.forEach(folder, Institution.COIMBRA, SnsSystem.RNU, row -> {
            assertCanonical(IdentifierType.PATIENT_NUMBER, row.get("numero_utente"));
            assertCanonical(IdentifierType.NIF, row.get("nif"));
            assertCanonical(IdentifierType.NISS, row.get("niss"));
            if (!row.get("cc_numero").isEmpty()) {
                assertCanonical(IdentifierType.CITIZEN_CARD, row.get("cc_numero"));
            }
        });
        Set<String> dispensings = new HashSet<>();
        CsvLines.forEach(folder, Institution.COIMBRA, SnsSystem.DEM, row -> {
            assertCanonical(IdentifierType.PRESCRIPTION, row.get("numero_receita"));
            assertCanonical(IdentifierType.DISPENSING, row.get("id_dispensa"));
            assertCanonical(ProductCode.INFARMED_NUMBER, row.get("nr_registo"));
            assertCanonical(ProductCode.CNPEM, row.get("cnpem"));
            if (!dispensings.add(row.get("id_dispensa"))) {
                throw new AssertionError("twice: " + row.get("id_dispensa"));
            }
        });
        assertThat(dispensings).hasSizeGreaterThan(100_000);
    }

    @Test
    void everyRowHasAllColumnsAndItsPatientStandsInTheRegistryWithTheSameBirthAndSex() {
        Map<String, String> registry = new HashMap<>();
        CsvLines.forEach(folder, Institution.SANTA_MARIA, SnsSystem.RNU, row -> assertThat(registry.put(row.get("numero_utente"), person(row))).isNull());
        for (SnsSystem system : List.of(SnsSystem.PEM, SnsSystem.PEM_PPP, SnsSystem.DEM, SnsSystem.CIT)) {
            CsvLines.forEach(folder, Institution.SANTA_MARIA, system, row -> {
                if (row.cells().length != system.columns().size() || !person(row).equals(registry.get(row.get("numero_utente")))) {
                    throw new AssertionError(system + ": " + String.join(",", row.cells()));
                }
            });
        }
    }

    @Test
    void whatIsDispensedWasPrescribedBeforeAndNotMoreOfIt() {
        Map<String, String> prescribed = new HashMap<>();
        Map<String, Integer> left = new HashMap<>();
        for (SnsSystem system : List.of(SnsSystem.PEM, SnsSystem.PEM_PPP)) {
            CsvLines.forEach(folder, Institution.SAO_JOAO, system, row -> {
                prescribed.put(line(row), row.get("numero_utente") + row.get("atc") + row.get("cnpem") + row.get("data_prescricao"));
                left.put(line(row), row.number("qtd_embalagens"));
            });
        }
        CsvLines.forEach(folder, Institution.SAO_JOAO, SnsSystem.DEM, row -> {
            String found = prescribed.get(line(row));
            String same = row.get("numero_utente") + row.get("atc") + row.get("cnpem");
            if (found == null || !found.startsWith(same) || found.substring(same.length()).compareTo(row.get("data_dispensa")) >= 0
                    || left.merge(line(row), -row.number("qtd_dispensada"), Integer::sum) < 0) {
                throw new AssertionError(String.join(",", row.cells()));
            }
        });
        assertThat(left).hasSizeGreaterThan(100_000);
    }

    @Test
    void whoeverGetsMedicinesForDiabetesGetsMetformin() {
        Set<String> diabetics = new HashSet<>();
        Set<String> onMetformin = new HashSet<>();
        CsvLines.forEach(folder, Institution.SANTA_MARIA, SnsSystem.PEM, row -> {
            if (row.get("atc").startsWith("A10")) {
                diabetics.add(row.get("numero_utente"));
            }
            if (row.get("atc").equals("A10BA02")) {
                onMetformin.add(row.get("numero_utente"));
            }
        });
        assertThat(diabetics.size()).isBetween(750, 1100);
        assertThat(onMetformin.size()).isGreaterThan(diabetics.size() * 9 / 10);
    }

    @Test
    void peopleAreLikeThePopulation() {
        Map<String, Integer> count = new TreeMap<>();
        CsvLines.forEach(folder, SnsSystem.RNU, row -> {
            long age = ChronoUnit.YEARS.between(LocalDate.parse(row.get("data_nascimento")), LocalDate.of(2025, 1, 1));
            count.merge(row.get("sexo"), 1, Integer::sum);
            count.merge(age < 25 ? "young" : age < 65 ? "middle" : "old", 1, Integer::sum);
            count.merge("all", 1, Integer::sum);
        });
        double all = count.get("all");
        assertThat(count.get("M") / all).isCloseTo(.478, within(.01));
        assertThat(count.get("young") / all).isCloseTo(.227, within(.01));
        assertThat(count.get("old") / all).isCloseTo(.242, within(.012));
        assertThat(all / PATIENTS - 1).as("seen by two").isCloseTo(.02, within(.004));
    }

    @Test
    void medicinesPricesAndSharesAreThePublishedOnes() {
        Map<String, Long> sum = new HashMap<>();
        CsvLines.forEach(folder, SnsSystem.DEM, row -> {
            long packages = row.number("qtd_dispensada");
            String atc = row.get("atc");
            sum.merge(atc, packages, Long::sum);
            sum.merge(atc.startsWith("C09C") ? "C09AA" : atc.substring(0, 5), packages, Long::sum);
            sum.merge("all", packages, Long::sum);
            sum.merge("price", packages * row.cents("pvp"), Long::sum);
            sum.merge("sns", row.cents("valor_sns"), Long::sum);
            sum.merge("patient", row.cents("valor_utente"), Long::sum);
            sum.merge("generic", row.get("generico").equals("true") ? packages : 0, Long::sum);
        });
        double all = sum.get("all");
        assertThat(all / PATIENTS / MONTHS).as("packages a month").isCloseTo(3.3, within(.2));
        assertThat(sum.get("price") / all / 100).isCloseTo(12.97, within(.4));
        assertThat(sum.get("sns") + sum.get("patient")).isEqualTo(sum.get("price"));
        assertThat(sum.get("sns") / (double) sum.get("price")).isCloseTo(.662, within(.025));
        assertThat(sum.get("generic") / all).isCloseTo(.489, within(.01));
        Map.of("C10AA05", 33, "A10BA02", 22, "N02BE01", 21, "C07AB07", 17, "A02BC02", 20, "A02BC01", 15, "C03CA01", 15, "B01AC06", 14, "C08CA01", 13)
                .forEach((atc, weight) -> assertThat(1000 * sum.get(atc) / all).as(atc).isCloseTo(weight, within(weight * .12)));
        Map.of("C09AA", 40, "N05BA", 30, "N06AB", 25, "A10BK", 10)
                .forEach((group, weight) -> assertThat(1000 * sum.get(group) / all).as(group).isCloseTo(weight, within(weight * .15)));
    }

    @Test
    void prescriptionsFollowTheWeekAndTheYear() {
        int[] weekday = new int[7];
        int[] month = new int[12];
        CsvLines.forEach(folder, Institution.COIMBRA, SnsSystem.PEM, row -> {
            LocalDate day = LocalDate.parse(row.get("data_prescricao").substring(0, 10));
            weekday[day.getDayOfWeek().ordinal()]++;
            month[day.getMonthValue() - 1]++;
        });
        double[] expected = {1, .92, .88, .83, .68, .06, .05};
        for (int day = 0; day < 7; day++) {
            assertThat(weekday[day] / (double) weekday[0]).as("weekday %s", day).isCloseTo(expected[day], within(.05));
        }
        assertThat(month[11] / (double) month[0]).isCloseTo(.81 / 1.13, within(.06));
    }

    @Test
    void sickLeavesKeepTheirRules() {
        int[] weekday = new int[7];
        CsvLines.forEach(folder, SnsSystem.CIT, row -> {
            LocalDate first = LocalDate.parse(row.get("data_inicio"));
            int days = row.number("dias");
            assertThat(ChronoUnit.DAYS.between(first, LocalDate.parse(row.get("data_fim"))) + 1).isEqualTo(days);
            assertThat(ChronoUnit.YEARS.between(LocalDate.parse(row.get("data_nascimento")), first)).isBetween(17L, 66L);
            assertThat(days).isBetween(1, longest(row));
            assertThat(row.get("familiar_numero_utente").isEmpty()).isNotEqualTo(row.get("classificacao").equals("assistência a familiares"));
            weekday[first.getDayOfWeek().ordinal()]++;
        });
        int all = Arrays.stream(weekday).sum();
        assertThat(all / (double) PATIENTS / MONTHS).isCloseTo(311.0 / 10_640, within(.002));
        assertThat(weekday[0] / (double) all).isCloseTo(.204, within(.015));
        assertThat(weekday[2] / (double) all).isCloseTo(.198, within(.015));
    }

    /** What the demonstration asks: most rows of each institution rest on ten people. */
    @Test
    void mostRowsOfTheDemonstrationsTablesRestOnTenPeopleAtEachInstitution() {
        for (Institution institution : Institution.DEMONSTRATION) {
            Map<String, Set<String>> medicines = new HashMap<>();
            CsvLines.forEach(folder, institution, SnsSystem.DEM, row -> {
                if (row.get("atc").startsWith("A10")) {
                    String band = AgeBand.FIVE_YEARS.of(LocalDate.parse(row.get("data_nascimento")), LocalDate.parse(row.get("data_dispensa").substring(0, 10)));
                    medicines.computeIfAbsent(row.get("atc").substring(0, 4) + band + row.get("sexo"), key -> new HashSet<>()).add(row.get("numero_utente"));
                }
            });
            Map<String, Set<String>> leaves = new HashMap<>();
            CsvLines.forEach(folder, institution, SnsSystem.CIT, row -> leaves.computeIfAbsent(row.get("codigo_icpc2").charAt(0)
                    + row.get("data_inicio").substring(0, 7), key -> new HashSet<>()).add(row.get("numero_utente")));
            assertThat(shareOfTen(medicines)).as("medicines at %s", institution).isGreaterThan(.75);
            assertThat(shareOfTen(leaves)).as("sick leave at %s", institution).isGreaterThan(.75);
        }
    }

    private static double shareOfTen(Map<String, Set<String>> people) {
        return people.values().stream().filter(each -> each.size() >= 10).count() / (double) people.size();
    }

    private static int longest(CsvLines.Row row) {
        if (row.get("classificacao").equals("tuberculose")) {
            return 180;
        }
        if (Set.of("A79", "D75", "K74", "K75", "K90").contains(row.get("codigo_icpc2"))) {
            return 90;
        }
        return row.get("cirurgia_ambulatorio").equals("true") ? 60 : row.get("tipo").equals("inicial") ? 12 : 30;
    }

    private static String person(CsvLines.Row row) {
        return row.get("data_nascimento") + row.get("sexo") + row.get("concelho_dico");
    }

    private static String line(CsvLines.Row row) {
        return row.get("numero_receita") + "/" + row.get("numero_linha");
    }

    private static void assertCanonical(CanonicalForm form, String text) {
        if (!form.canonical(text).equals(Optional.of(text))) {
            throw new AssertionError(form + ": " + text);
        }
    }
}
