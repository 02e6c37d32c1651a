package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.node.profile.Profile;

class RiskTest {
    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void open() {
        node = new IngestFixture(root, 0);
    }

    @Test
    void countsPersonsAndNotRowsInEachClass() {
        StringBuilder rows = new StringBuilder();
        for (int person = 0; person < 4; person++) {
            rows.append(line(person, "M", 1980));
        }
        for (int visit = 0; visit < 7; visit++) {
            rows.append(line(10, "F", 1980));
        }
        rows.append(line(11, "F", 1990)).append(line(12, "F", 1990));
        load(rows);
        Risk risk = risk(4);
        assertThat(risk.columns()).containsExactly("sexo", "ano");
        assertThat(risk.now()).isEqualTo(new Risk.Measure(13, 9, 3, 2, 1));
        assertThat(risk.smallest()).isEqualTo(Map.of(1L, 1L, 2L, 1L));
    }

    @Test
    void agreesWithACountInJava() {
        Random random = new Random(7);
        StringBuilder rows = new StringBuilder();
        Map<String, Set<Integer>> persons = new HashMap<>();
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int person = random.nextInt(300);
            String sex = random.nextBoolean() ? "M" : "F";
            int year = 1940 + random.nextInt(60);
            rows.append(line(person, sex, year));
            persons.computeIfAbsent(sex + year, key -> new HashSet<>()).add(person);
            classes.add(sex + year);
        }
        load(rows);
        Risk risk = risk(15);
        assertThat(risk.now().rowsUnder()).isEqualTo(classes.stream().filter(key -> persons.get(key).size() < 15).count()).isPositive();
        assertThat(risk.now().classes()).isEqualTo(persons.size());
        assertThat(risk.now().smallest()).isEqualTo(persons.values().stream().mapToInt(Set::size).min().orElseThrow());
    }

    @Test
    void eachStepLeavesNoMoreUnderKAndTheLastNone() {
        StringBuilder rows = new StringBuilder();
        for (int person = 0; person < 200; person++) {
            rows.append(line(person, person % 2 == 0 ? "M" : "F", 1950 + person % 40));
        }
        load(rows);
        Risk risk = risk(10);
        assertThat(risk.now().rowsUnder()).isEqualTo(200);
        assertThat(risk.steps()).isNotEmpty();
        assertThat(risk.steps().get(0).column()).isEqualTo("ano");
        assertThat(risk.steps().get(risk.steps().size() - 1).then().rowsUnder()).isZero();
        assertThat(risk.steps()).extracting(step -> step.then().rowsUnder()).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(risk.steps()).noneMatch(step -> step.becomes().equals("left out") && step.column().equals("sexo"));
    }

    @Test
    void theCommandPrintsItAndLeavesTheLakeAsItWas() throws Exception {
        load(new StringBuilder(line(1, "M", 1980)));
        Files.writeString(root.resolve("ingest.yaml"), "node: uls-teste\ndomain: test\nlake: node/lake\nquarantine: q\nkey: {keystore: absent.p12, password_env: ABSENT}\n");
        long before = node.lake().current().number();
        StringWriter said = new StringWriter();
        assertThat(new CommandLine(new RiskCommand(Map.of())).setOut(new PrintWriter(said)).execute("--config", root.resolve("ingest.yaml").toString(), "--k", "5")).isZero();
        assertThat(said.toString()).contains("visits: alike in sexo, ano", "1 of 1 (100.00 %)", "generalise in this order");
        assertThat(node.lake().current().number()).isEqualTo(before);
    }

    private Risk risk(int k) {
        return Risk.of(node.table("visits"), k, "512MB", root.resolve("spill")).orElseThrow();
    }

    private void load(StringBuilder rows) {
        Profile profile = node.profile("profile: 1", "system: V", "table: visits", "title: {pt: v, en: v}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
                "  - {name: sexo, class: quasi_identifier, codes: [M, F], title: {pt: s, en: s}}",
                "  - {name: ano, class: quasi_identifier, type: int, title: {pt: a, en: y}}");
        node.load(profile, node.write("visits.csv", "utente,sexo,ano\n" + rows));
    }

    private static String line(int person, String sex, int year) {
        return (123456000 + person) + "," + sex + "," + year + "\n";
    }
}
