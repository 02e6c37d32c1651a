package pt.arquipelago.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.identifier.ProductCode;

class GenerateExtractsTest {

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOtherPeople() throws IOException {
        generate("a", 1, .005);
        generate("b", 1, .005);
        generate("c", 2, .005);
        for (Institution institution : Institution.values()) {
            for (SnsSystem system : SnsSystem.values()) {
                Path file = Path.of(institution.node(), system.fileName());
                assertThat(folder.resolve("a").resolve(file)).hasSameBinaryContentAs(folder.resolve("b").resolve(file));
                assertThat(Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("c").resolve(file))).isNotNegative();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void badRowsAreSpoiledCopiesBesideTheGoodOnesAndAreCounted(SnsSystem system) throws IOException {
        List<GenerateExtracts.Written> written = generate("bad", 1, .2);
        generate("good", 1, 0);
        Map<BadKind, Long> all = new HashMap<>();
        for (Institution institution : Institution.values()) {
            List<String> lines = new ArrayList<>(lines("bad", institution, system));
            List<String> good = lines("good", institution, system);
            int next = 0;
            List<String> bad = new ArrayList<>();
            for (String line : lines) {
                if (next < good.size() && good.get(next).equals(line)) {
                    next++;
                } else {
                    bad.add(line);
                }
            }
            assertThat(next).as("good rows stay").isEqualTo(good.size());
            ExtractFile.Figures figures = written.stream().filter(file -> file.institution() == institution && file.system() == system)
                    .findFirst().orElseThrow().figures();
            assertThat(figures.rows()).isEqualTo(lines.size() - 1);
            Map<BadKind, Long> kinds = new HashMap<>();
            bad.forEach(line -> kinds.merge(kind(system, line), 1L, Long::sum));
            assertThat(kinds).isEqualTo(figures.bad());
            assertThat(bad.size() / (double) figures.rows()).isCloseTo(.2, within(.05));
            kinds.forEach((kind, count) -> all.merge(kind, count, Long::sum));
        }
        assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(new BadRows(system).kinds()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void oneFileOfOneSystemHasExactlyAsManyRowsAsAsked() throws IOException {
        Path file = folder.resolve("dem.csv");
        assertThat(command("--system", "dem", "--rows", "12345", "--out", file.toString())).isZero();
        assertThat(Files.readAllLines(file)).hasSize(12_346).first().isEqualTo(SnsSystem.DEM.header());
        assertThat(command("--system", "dem", "--rows", "12345", "--out", folder.resolve("again.csv").toString())).isZero();
        assertThat(file).hasSameBinaryContentAs(folder.resolve("again.csv"));
    }

    @Test
    void theCommandWritesAFolderForEachInstitutionAndSaysWhatIsInIt() throws IOException {
        assertThat(command("--out", folder.toString(), "--patients", "90", "--months", "1")).isZero();
        for (Institution institution : Institution.values()) {
            assertThat(folder.resolve(institution.node()).toFile().list()).containsExactlyInAnyOrder("rnu.csv", "pem.csv", "dem.csv", "cit.csv");
        }
        assertThat(folder.resolve("generated.json")).content().contains("\"node\": \"uls-coimbra\", \"system\": \"dem\", \"rows\": ");
    }

    @Test
    void wrongUsageIsRefused() {
        assertThat(command("--out", folder.toString(), "--rows", "5")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--patients", "0")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--bad-share", "0.9")).isEqualTo(2);
        assertThat(command("--patients", "5")).isEqualTo(2);
    }

    private List<GenerateExtracts.Written> generate(String name, long seed, double badShare) throws IOException {
        return new GenerateExtracts(new Settings(900, seed, YearMonth.of(2025, 1), 12, 1, badShare), line -> { }).folders(folder.resolve(name));
    }

    private List<String> lines(String name, Institution institution, SnsSystem system) throws IOException {
        return Files.readAllLines(folder.resolve(name).resolve(institution.node()).resolve(system.fileName()));
    }

    private int command(String... arguments) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return new CommandLine(new GenerateCommand()).setCaseInsensitiveEnumValuesAllowed(true).setOut(nowhere).setErr(nowhere).execute(arguments);
    }

    /** Finds out what is bad about a row, as somebody who reads it would. */
    private static BadKind kind(SnsSystem system, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != system.columns().size()) {
            return BadKind.WRONG_COLUMN_COUNT;
        }
        if (line.contains("\"")) {
            return BadKind.MALFORMED_LINE;
        }
        CsvLines.Row row = new CsvLines.Row(system, cells);
        if (IdentifierType.PATIENT_NUMBER.canonical(row.get("numero_utente")).isEmpty()) {
            return BadKind.MALFORMED_IDENTIFIER;
        }
        if (line.contains("-02-30")) {
            return BadKind.IMPOSSIBLE_DATE;
        }
        if (!row.get("sexo").matches("M|F") || line.contains(",desconhecida,") || line.contains(",XYZ,") || line.contains(",Z,")) {
            return BadKind.UNKNOWN_CODE;
        }
        return switch (system) {
            case RNU -> wrong(IdentifierType.NIF, row, "nif") ? BadKind.BAD_CHECK_DIGIT
                    : row.get("data_nascimento").startsWith("1799") ? BadKind.OUT_OF_RANGE : before(row, "data_obito", "data_nascimento");
            case PEM -> row.number("qtd_embalagens") < 1 ? BadKind.OUT_OF_RANGE : before(row, "validade_linha", "data_prescricao");
            case DEM -> wrong(ProductCode.INFARMED_NUMBER, row, "nr_registo") ? BadKind.BAD_CHECK_DIGIT : outOfRange(row, "qtd_dispensada");
            case CIT -> wrong(IdentifierType.NISS, row, "niss") ? BadKind.BAD_CHECK_DIGIT
                    : row.number("dias") == 9999 ? BadKind.OUT_OF_RANGE : before(row, "data_fim", "data_inicio");
        };
    }

    private static boolean wrong(CanonicalForm form, CsvLines.Row row, String column) {
        return form.canonical(row.get(column)).isEmpty();
    }

    private static BadKind outOfRange(CsvLines.Row row, String column) {
        assertThat(row.number(column)).isNegative();
        return BadKind.OUT_OF_RANGE;
    }

    private static BadKind before(CsvLines.Row row, String end, String start) {
        assertThat(row.get(end)).isLessThan(row.get(start));
        return BadKind.END_BEFORE_START;
    }
}
