package pt.arquipelago.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.identifier.ProductCode;

class GenerateExtractsTest {

    /** A date that is never before the one of the same system in {@link #START}. */
    private static final Map<SnsSystem, String> END = Map.ofEntries(Map.entry(SnsSystem.RNU, "data_obito"), Map.entry(SnsSystem.PEM, "validade_linha"),
            Map.entry(SnsSystem.PEM_PPP, "validade_linha"), Map.entry(SnsSystem.ESP, "data_realizacao"), Map.entry(SnsSystem.CRD, "data_fim"),
            Map.entry(SnsSystem.RENTEV, "data_registo"), Map.entry(SnsSystem.CCC, "data_validade"), Map.entry(SnsSystem.SISO, "data_caducidade"),
            Map.entry(SnsSystem.BAS, "data_pedido"), Map.entry(SnsSystem.RNP, "data_inicio"), Map.entry(SnsSystem.CIT, "data_fim"),
            Map.entry(SnsSystem.GDH, "data_alta"));
    private static final Map<SnsSystem, String> START = Map.ofEntries(Map.entry(SnsSystem.RNU, "data_nascimento"), Map.entry(SnsSystem.PEM, "data_prescricao"),
            Map.entry(SnsSystem.PEM_PPP, "data_prescricao"), Map.entry(SnsSystem.ESP, "data_requisicao"), Map.entry(SnsSystem.CRD, "data_inicio"),
            Map.entry(SnsSystem.RENTEV, "data_assinatura"), Map.entry(SnsSystem.CCC, "data_emissao"), Map.entry(SnsSystem.SISO, "data_emissao"),
            Map.entry(SnsSystem.BAS, "data_fatura"), Map.entry(SnsSystem.RNP, "data_nascimento"), Map.entry(SnsSystem.CIT, "data_inicio"),
            Map.entry(SnsSystem.GDH, "data_admissao"));

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOtherPeople() throws IOException {
        generate("a", 1, .005);
        generate("b", 1, .005);
        generate("c", 2, .005);
        for (Institution institution : Institution.DEMONSTRATION) {
            for (SnsSystem system : SnsSystem.values()) {
                Path file = Path.of(institution.node(), system.fileName());
                assertThat(folder.resolve("a").resolve(file)).hasSameBinaryContentAs(folder.resolve("b").resolve(file));
                if (Files.size(folder.resolve("a").resolve(file)) > 2_000) {
                    assertThat(Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("c").resolve(file))).isNotNegative();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void badRowsAreSpoiledCopiesBesideTheGoodOnesAndAreCounted(SnsSystem system) throws IOException {
        List<GenerateExtracts.Written> written = generate("bad", 1, .2, system);
        generate("good", 1, 0, system);
        Map<BadKind, Long> all = new HashMap<>();
        long rows = 0;
        for (Institution institution : Institution.DEMONSTRATION) {
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
            GenerateExtracts.Written figures = written.stream().filter(file -> file.institution() == institution).findFirst().orElseThrow();
            assertThat(figures.rows()).isEqualTo(lines.size() - 1);
            Map<BadKind, Long> kinds = new HashMap<>();
            bad.forEach(line -> kinds.merge(kind(system, line), 1L, Long::sum));
            assertThat(kinds).isEqualTo(figures.bad());
            rows += figures.rows();
            kinds.forEach((kind, count) -> all.merge(kind, count, Long::sum));
        }
        long spoiled = all.values().stream().mapToLong(Long::longValue).sum();
        assertThat(spoiled / (double) rows).isCloseTo(.2, within(4 * .4 / Math.sqrt(rows)));
        assertThat(new BadRows(system, false).kinds()).containsAll(all.keySet()).hasSizeGreaterThanOrEqualTo(5);
        if (spoiled > 100) {
            assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(new BadRows(system, false).kinds());
        }
    }

    @Test
    void aSystemMadeAloneIsTheSameAsAmongAll() throws IOException {
        generate("all", 1, 0);
        for (SnsSystem system : SnsSystem.values()) {
            generate("alone", 1, 0, system);
            for (Institution institution : Institution.DEMONSTRATION) {
                Path file = Path.of(institution.node(), system.fileName());
                assertThat(folder.resolve("alone").resolve(file)).as(system.title()).hasSameBinaryContentAs(folder.resolve("all").resolve(file));
            }
        }
    }

    @Test
    void encodingSeparatorAndCompressionAreWithoutEffectOnWhatIsSaid() throws IOException {
        assertThat(command("--out", folder.resolve("plain").toString(), "--patients", "90", "--system", "rnu,siso,cit", "--bad-share", "0")).isZero();
        assertThat(command("--out", folder.resolve("other").toString(), "--patients", "90", "--system", "rnu,siso,cit", "--bad-share", "0", "--encoding", "windows-1252",
                "--separator", ";", "--gzip")).isZero();
        for (String name : List.of("rnu", "siso", "cit")) {
            Path plain = folder.resolve("plain").resolve("uls-coimbra").resolve(name + ".csv");
            Path other = folder.resolve("other").resolve("uls-coimbra").resolve(name + ".csv.gz");
            try (InputStream unzipped = new GZIPInputStream(Files.newInputStream(other))) {
                assertThat(new String(unzipped.readAllBytes(), "windows-1252").replace(';', ',')).isEqualTo(Files.readString(plain));
            }
        }
    }

    @Test
    void dirtyExtractsHaveTheErrorsThatTheReportCounts() throws IOException {
        Settings settings = new Settings(900, 1, YearMonth.of(2025, 1), 12, Volumes.packages(1), Institution.DEMONSTRATION);
        for (SnsSystem system : List.of(SnsSystem.PEM, SnsSystem.DEM, SnsSystem.RSE, SnsSystem.CIT)) {
            List<GenerateExtracts.Written> all = new GenerateExtracts(settings, new Errors(.3, true), Format.PLAIN, line -> { })
                    .folders(folder.resolve("dirty"), EnumSet.of(system));
            GenerateExtracts.Written written = all.get(0);
            byte[] bytes = Files.readAllBytes(folder.resolve("dirty").resolve(written.institution().node()).resolve(system.fileName()));
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSize((int) written.rows() + 1);
            String patient = "^" + "9".repeat(9) + ",";
            assertThat(lines.stream().filter(line -> line.contains("\uFFFD")).count()).isEqualTo(written.bad().getOrDefault(BadKind.MIXED_ENCODING, 0L));
            assertThat(lines.stream().filter(line -> line.matches("\\d{9}  ,.*")).count()).isEqualTo(written.bad().get(BadKind.TRAILING_SPACES));
            assertThat(lines.stream().filter(line -> line.matches(".*,\\d{2}/\\d{2}/\\d{4}[, ].*")).count()).isEqualTo(written.bad().get(BadKind.OTHER_DATE_FORM));
            assertThat(lines.stream().filter(line -> line.contains("9".repeat(19)) || line.matches(patient + ".*")).count()).isEqualTo(written.bad().get(BadKind.MISSING_REFERENCE));
            List<String> whole = lines.stream().filter(line -> line.split(",", -1).length == system.columns().size()).toList();
            assertThat(whole.size() - whole.stream().distinct().count()).as(system.title()).isEqualTo(written.bad().get(BadKind.DUPLICATE));
            assertThat(lines.stream().filter(line -> line.split(",", -1).length < system.columns().size()).count())
                    .isEqualTo(written.bad().get(BadKind.BROKEN_LINE) + written.bad().get(BadKind.WRONG_COLUMN_COUNT));
        }
    }

    @Test
    void theWholeCountryHasPeopleOfAllMunicipalitiesAndUnits() throws IOException {
        assertThat(command("--national", "--patients", "8000", "--system", "rnu,pem,rnp", "--out", folder.toString())).isZero();
        Path national = folder.resolve("national");
        try (Stream<String> lines = Files.lines(national.resolve("rnu.csv"))) {
            assertThat(lines.skip(1).map(line -> line.split(",")[3].substring(0, 2)).distinct().count()).as("districts and islands").isGreaterThan(20);
        }
        try (Stream<String> lines = Files.lines(national.resolve("pem.csv"))) {
            assertThat(lines.skip(1).map(line -> line.split(",")[8]).distinct().count()).isBetween(38L, 45L);
        }
    }

    @Test
    void oneFileOfOneSystemHasExactlyAsManyRowsAsAsked() throws IOException {
        Path file = folder.resolve("dem.csv");
        assertThat(command("--system", "dem", "--rows", "12345", "--out", file.toString())).isZero();
        assertThat(Files.readAllLines(file)).hasSize(12_346).first().isEqualTo(String.join(",", SnsSystem.DEM.columns()));
        assertThat(command("--system", "dem", "--rows", "12345", "--out", folder.resolve("again.csv").toString())).isZero();
        assertThat(file).hasSameBinaryContentAs(folder.resolve("again.csv"));
    }

    @Test
    void theCommandWritesAFolderForEachInstitutionAndSaysWhatIsInIt() throws IOException {
        assertThat(command("--out", folder.toString(), "--patients", "90", "--months", "1")).isZero();
        for (Institution institution : Institution.DEMONSTRATION) {
            assertThat(folder.resolve(institution.node()).toFile().list()).containsExactlyInAnyOrderElementsOf(Arrays.stream(SnsSystem.values()).map(SnsSystem::fileName).toList()).contains("pem-ppp.csv");
        }
        assertThat(folder.resolve("generated.json")).content().contains("\"node\": \"uls-coimbra\", \"system\": \"dem\", \"rows\": ");
    }

    @Test
    void wrongUsageIsRefused() {
        assertThat(command("--out", folder.toString(), "--rows", "5")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--patients", "0")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--bad-share", "0.9")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--system", "xyz")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--system", "rnu,pem", "--rows", "5")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--encoding", "UTF-16")).isEqualTo(2);
        assertThat(command("--out", folder.toString(), "--separator", "::")).isEqualTo(2);
        assertThat(command("--patients", "5")).isEqualTo(2);
    }

    private List<GenerateExtracts.Written> generate(String name, long seed, double badShare, SnsSystem... systems) throws IOException {
        Settings settings = new Settings(900, seed, YearMonth.of(2025, 1), 12, Volumes.packages(1), Institution.DEMONSTRATION);
        return new GenerateExtracts(settings, new Errors(badShare, false), Format.PLAIN, line -> { })
                .folders(folder.resolve(name), systems.length == 0 ? EnumSet.allOf(SnsSystem.class) : EnumSet.copyOf(List.of(systems)));
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
        if ((system.has("numero_utente") ? IdentifierType.PATIENT_NUMBER.canonical(row.get("numero_utente")) : Optional.of(row.get("nif")).filter(nif -> nif.length() == 9)).isEmpty()) {
            return BadKind.MALFORMED_IDENTIFIER;
        }
        if (line.contains("-02-30")) {
            return BadKind.IMPOSSIBLE_DATE;
        }
        if (line.contains("desconhecido")) {
            return BadKind.UNKNOWN_CODE;
        }
        for (String column : List.of("nif", "niss", "nif_entidade")) {
            if (system.has(column) && (column.equals("niss") ? IdentifierType.NISS : IdentifierType.NIF).canonical(row.get(column)).isEmpty()) {
                return BadKind.BAD_CHECK_DIGIT;
            }
        }
        if (system == SnsSystem.DEM && ProductCode.INFARMED_NUMBER.canonical(row.get("nr_registo")).isEmpty()) {
            return BadKind.BAD_CHECK_DIGIT;
        }
        if ((line + ",").matches(".*,(-1|-2|9999|1799-05-05),.*")) {
            return BadKind.OUT_OF_RANGE;
        }
        String end = END.get(system);
        assertThat(row.get(end).substring(0, 10)).isLessThan(row.get(START.get(system)).substring(0, 10));
        return BadKind.END_BEFORE_START;
    }
}
