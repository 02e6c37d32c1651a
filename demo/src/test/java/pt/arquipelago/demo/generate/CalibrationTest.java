package pt.arquipelago.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/** The figures of generated people and extracts, held against the published ones. */
class CalibrationTest {

    private static final double[] PYRAMID = {402, 437, 492, 533, 555, 550, 571, 636, 756, 796, 745, 752, 695, 631, 568, 456, 354, 414};
    private static final List<String> MOST_SEEN = List.of("K86", "T93", "T90", "P76", "L86", "R74", "P74", "T82", "R96", "R95", "K87", "D84");

    @TempDir
    private static Path folder;
    private static Everything everything;

    @BeforeAll
    static void generate() throws IOException {
        everything = new Everything(folder);
    }

    /** Standard errors of a share, four of them. */
    private static Offset<Double> about(double share, double of) {
        return within(4 * Math.sqrt(share * (1 - share) / of));
    }

    @Test
    void thePyramidAndTheSharesOfMenAreThoseOf2023() {
        double[] bands = new double[18];
        double[] men = new double[18];
        everything.forEach(SnsSystem.RNU, row -> {
            int band = (int) Math.min(17, ChronoUnit.YEARS.between(LocalDate.parse(row.get("data_nascimento")), LocalDate.of(2025, 1, 1)) / 5);
            bands[band]++;
            men[band] += row.get("sexo").equals("M") ? 1 : 0;
        });
        double all = 0;
        for (double each : PYRAMID) {
            all += each;
        }
        for (int band = 0; band < 18; band++) {
            double share = PYRAMID[band] / all;
            assertThat(bands[band] / Everything.PATIENTS).as("people of band %s", band).isCloseTo(share, about(share, Everything.PATIENTS));
            double male = band < 5 ? .51 : band < 8 ? .495 : band < 13 ? .476 : band < 16 ? .45 : .36;
            assertThat(men[band] / bands[band]).as("men of band %s", band).isCloseTo(male, about(male, bands[band]));
        }
    }

    @Test
    void regionsHaveTheirShareOfPeople() {
        Territory territory = Territory.portugal();
        Map<String, Integer> regions = new HashMap<>();
        everything.forEach(SnsSystem.RNU, row -> regions.merge(territory.ofDico(row.get("concelho_dico")).orElseThrow().nuts3().substring(0, 4), 1, Integer::sum));
        Map.of("PT11", 3575.0, "PT1A", 2078.0, "PT19", 1644.0, "PT1D", 811.0, "PT1B", 785.0, "PT1C", 467.0, "PT15", 438.0, "PT30", 254.0, "PT20", 243.0)
                .forEach((region, people) -> assertThat(regions.get(region) / (double) Everything.PATIENTS).as(region).isCloseTo(people / 10_295, within(.012)));
    }

    /** From the people themselves, of whom 60,000 are looked at. */
    @Test
    void hypertensionAndDiabetesAreAsCommonAsPublished() {
        Settings settings = new Settings(60_000, 11, Everything.FIRST, 12, Volumes.packages(3.3), List.of(Institution.NATIONAL));
        Patients patients = new Patients(settings, Territory.portugal());
        double people = 0;
        double[] having = new double[Condition.values().length];
        double together = 0;
        for (long index = 0; index < settings.patients(); index++) {
            Patient patient = patients.patient(index);
            if (patient.band() >= 5 && patient.band() < 15) {
                people++;
                for (Condition condition : Condition.values()) {
                    having[condition.ordinal()] += patient.has(condition) ? 1 : 0;
                }
                together += patient.has(Condition.HYPERTENSION) && patient.has(Condition.DIABETES) ? 1 : 0;
            }
        }
        assertThat(having[Condition.HYPERTENSION.ordinal()] / people).isCloseTo(.36, within(.012));
        assertThat(having[Condition.DIABETES.ordinal()] / people).isCloseTo(.098, within(.006));
        double ofDiabetes = together / having[Condition.DIABETES.ordinal()];
        assertThat(ofDiabetes).as("hypertension among those with diabetes").isGreaterThan(.5);
        for (Condition condition : Condition.values()) {
            assertThat(having[condition.ordinal()]).as(condition.name()).isPositive();
        }
    }

    @Test
    void asManyDieAsPublishedAndOfTheSameCauses() {
        Settings settings = new Settings(400_000, 11, Everything.FIRST, 12, Volumes.packages(3.3), List.of(Institution.NATIONAL));
        Patients patients = new Patients(settings, Territory.portugal());
        Map<String, Integer> causes = new HashMap<>();
        int deaths = 0;
        for (long index = 0; index < settings.patients(); index++) {
            Patient patient = patients.patient(index);
            if (patient.death() != Patient.ALIVE) {
                deaths++;
                String icd = patients.causeOfDeath(patient).icd();
                causes.merge(icd.substring(0, 1), 1, Integer::sum);
                causes.merge(icd, 1, Integer::sum);
            }
        }
        double died = deaths;
        assertThat(died / settings.patients()).isCloseTo(118_947 / 10_639_726.0, within(.0008));
        Map.of("I", .254, "C", .238, "J", 13_110 / 118_947.0, "I64", 9_177 / 118_947.0, "I25.9", 6_414 / 118_947.0, "C34.9", 4_490 / 118_947.0)
                .forEach((icd, share) -> assertThat(causes.get(icd) / died).as(icd).isCloseTo(share, within(.02)));
    }

    @Test
    void theReasonsSeenMostAreTheTwelveInTheirOrder() {
        Map<String, Integer> count = new HashMap<>();
        everything.forEach(SnsSystem.SIARS, row -> count.merge(row.get("icpc2"), 1, Integer::sum));
        List<String> order = new ArrayList<>(count.keySet());
        order.sort((a, b) -> count.get(b) - count.get(a));
        assertThat(order.subList(0, 12)).as("%s", order.subList(0, 16).stream().map(code -> code + " " + count.get(code)).toList()).containsExactlyInAnyOrderElementsOf(MOST_SEEN);
        int misplaced = 0;
        for (int place = 0; place < 12; place++) {
            misplaced = Math.max(misplaced, Math.abs(order.indexOf(MOST_SEEN.get(place)) - place));
        }
        assertThat(misplaced).as("%s", order.subList(0, 12)).isLessThanOrEqualTo(1);
    }

    @Test
    void contactsFollowTheYearTheWeekAndInfluenza() {
        double[] months = new double[12];
        double[] influenza = new double[12];
        double[] weekdays = new double[7];
        everything.forEach(SnsSystem.SIARS, row -> {
            LocalDate day = LocalDate.parse(row.get("data_contacto").substring(0, 10));
            if (!row.get("id_contacto").startsWith("CE") && !row.get("id_contacto").startsWith("CI")) {
                months[day.getMonthValue() - 1]++;
                weekdays[day.getDayOfWeek().ordinal()]++;
                influenza[day.getMonthValue() - 1] += row.get("icpc2").equals("R80") ? 1 : 0;
            }
        });
        double[] year = {1.13, 1.07, 1.04, .96, 1.04, .95, .98, .88, .98, 1.09, 1.07, .81};
        double[] week = {1, .92, .88, .83, .68, .06, .05};
        double[] published = {12.0, 7.7, 2.8, 1.2, .7, .5, .3, .3, .6, 1.4, 2.4, 6.5};
        for (int month = 0; month < 12; month++) {
            assertThat(months[month] / months[0] * days(1, week) / days(month + 1, week)).as("month %s", month).isCloseTo(year[month] / year[0], within(.05));
            assertThat(influenza[month] / months[month] * 1000).as("influenza in %s", month).isCloseTo(published[month], within(.6 + published[month] * .2));
        }
        for (int day = 0; day < 7; day++) {
            assertThat(weekdays[day] / weekdays[0]).as("weekday %s", day).isCloseTo(week[day], within(.04));
        }
    }

    /** Days of a month, Mondays counted 1. */
    private static double days(int month, double[] week) {
        double days = 0;
        for (LocalDate day = LocalDate.of(2025, month, 1); day.getMonthValue() == month; day = day.plusDays(1)) {
            days += week[day.getDayOfWeek().ordinal()];
        }
        return days;
    }

    @Test
    void sickLeavesComeFromWhereAndWhenTheyShould() {
        Map<String, Double> count = new HashMap<>();
        everything.forEach(SnsSystem.CIT, row -> {
            count.merge("all", 1.0, Double::sum);
            count.merge(row.get("origem"), 1.0, Double::sum);
            count.merge(LocalDate.parse(row.get("data_inicio")).getDayOfWeek().name(), 1.0, Double::sum);
            assertThat(row.get("classificacao").matches("gravidez.*|interrup.*") && row.get("sexo").equals("M")).isFalse();
        });
        double all = count.get("all");
        assertThat(all / Everything.PATIENTS / 12).isCloseTo(Volumes.SICK_LEAVES, within(.002));
        assertThat(count.get("CSP") / all).isCloseTo(.80, within(.015));
        assertThat(count.get("privado/social") / all).isCloseTo(.055, within(.008));
        assertThat(count.get("MONDAY") / all).isCloseTo(.204, within(.012));
        assertThat(count.get("WEDNESDAY") / all).isCloseTo(.198, within(.012));
    }

    /** 6 million prescriptions, 33 million packages and 250,000 certificates for 10 million people. */
    @Test
    void aMonthOfTheWholeCountryHasItsVolumes() throws IOException {
        Settings settings = new Settings(50_000, 3, Everything.FIRST, 1, new Volumes(3.3, true, .025, true), List.of(Institution.NATIONAL));
        List<GenerateExtracts.Written> written = new GenerateExtracts(settings, Errors.NONE, Format.PLAIN, line -> { })
                .folders(folder.resolve("month"), EnumSet.of(SnsSystem.PEM, SnsSystem.PEM_PPP, SnsSystem.DEM, SnsSystem.CIT));
        Map<SnsSystem, Long> rows = new HashMap<>();
        written.forEach(file -> rows.put(file.system(), file.rows()));
        assertThat(rows.get(SnsSystem.DEM) / 50_000.0).isCloseTo(3.3, within(.12));
        assertThat(rows.get(SnsSystem.CIT) / 50_000.0).isCloseTo(.025, within(.003));
        Set<String> prescriptions = new HashSet<>();
        for (SnsSystem system : List.of(SnsSystem.PEM, SnsSystem.PEM_PPP)) {
            try (Stream<String> lines = Files.lines(folder.resolve("month").resolve("national").resolve(system.fileName()))) {
                lines.skip(1).forEach(line -> prescriptions.add(line.split(",")[system.column("numero_receita")]));
            }
        }
        assertThat(prescriptions.size() / 50_000.0).isCloseTo(.6, within(.03));
    }

    @Test
    void livingWillsAreAsManyAndAsOftenOfWomenAsPublished() {
        Settings settings = new Settings(600_000, 11, Everything.FIRST, 12, Volumes.packages(3.3), List.of(Institution.NATIONAL));
        World world = new World(settings);
        Map<SnsSystem, Sheet> sheets = Map.of(SnsSystem.RENTEV, new Sheet(Format.PLAIN, Errors.NONE, new BadRows(SnsSystem.RENTEV, false), Draw.of(1, 1, 1), Long.MAX_VALUE));
        Records records = new Records(world, Institution.NATIONAL, sheets);
        for (long index = 0; index < settings.patients(); index++) {
            records.write(world.patients().patient(index), true);
        }
        List<String[]> rows = new String(sheets.get(SnsSystem.RENTEV).packed(), StandardCharsets.UTF_8).lines().map(line -> line.split(",", -1)).toList();
        List<String[]> inForce = rows.stream().filter(cells -> cells[SnsSystem.RENTEV.column("estado")].equals("ativo")).toList();
        assertThat(inForce.size() / (double) settings.patients()).isCloseTo(34_500 / 10_639_726.0, within(.0003));
        assertThat(inForce.stream().filter(cells -> cells[2].equals("F")).count() / (double) inForce.size()).isCloseTo(.65, within(.04));
        assertThat(Collections.max(rows.stream().map(cells -> cells[SnsSystem.RENTEV.column("data_assinatura")]).toList())).isLessThan("2026-01-01");
    }
}
