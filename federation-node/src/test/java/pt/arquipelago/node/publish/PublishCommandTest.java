package pt.arquipelago.node.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.HolderRules;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.catalog.description.release8.Release8Mapper;
import pt.arquipelago.node.OpaForTests;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.omop.OmopBuild;
import pt.arquipelago.node.policy.PublishedDeclarations;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.MeasurementJson;
import pt.arquipelago.node.quality.Targets;
import pt.arquipelago.policies.decision.HolderDeclaration;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;
import pt.arquipelago.policies.signature.TrustedKeys;

class PublishCommandTest {
    private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");
    private static final String PASSWORD = "a long password";

    private record Call(String method, String path, String authorization, byte[] body) {}

    @TempDir
    Path root;
    private final List<Call> calls = new ArrayList<>();
    private int status = 201;
    private String answer = "";
    private HttpServer catalogue;
    private SigningKey key;

    @BeforeEach
    void start() throws IOException {
        catalogue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        catalogue.createContext("/", exchange -> {
            calls.add(new Call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization"), exchange.getRequestBody().readAllBytes()));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        catalogue.start();
        key = SigningKeystore.create(root.resolve("node.p12"), PASSWORD.toCharArray(), "node");
        Files.writeString(root.resolve("node.yaml"), """
                node: uls-teste
                name: ULS de Teste
                lake: lake
                state: state
                signing_key: {keystore: node.p12, password_env: PW}
                access_body: {url: "https://acesso.example", permit_key: a, order_key: b, status_key: c}
                catalog: {url: "http://127.0.0.1:%d"}
                publisher: {name: ULS de Teste, email: dados@uls.example}
                """.formatted(catalogue.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        catalogue.stop(0);
    }

    @Test
    void eachTableIsDescribedSignedAndConforms() throws IOException {
        load("dem", figures(12_345, 678));
        load("cit", figures(99_951, 1_049));
        assertThat(publish(NOW)).isEqualTo("0 Published source_cit.\nPublished source_dem.\n");
        assertThat(calls).extracting(Call::path).containsExactly("/datasets/uls-teste/source_cit", "/datasets/uls-teste/source_dem");
        for (Call call : calls) {
            var claims = Jws.verify(call.authorization().substring("Bearer ".length()), MessageType.DESCRIPTION, TrustedKeys.of(key.verificationKey())).payload();
            assertThat(claims.get("digest").textValue()).isEqualTo(CanonicalJson.digest(call.body()));
            assertThat(claims.get("htu").textValue()).isEqualTo(call.path());
            assertThat(DescriptionShapes.release8NonPublic().check(graph(call)).text()).isEmpty();
        }
        DatasetDescription dem = read(calls.get(1));
        assertThat(dem.figures().records()).contains(12_300L);
        assertThat(dem.figures().individuals()).contains(700L);
        assertThat(dem.coverage().temporal().orElseThrow().start()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(dem.coverage().temporal().orElseThrow().end()).isEqualTo(LocalDate.of(2025, 6, 30));
        assertThat(dem.variables()).extracting(variable -> variable.name()).contains("numero_utente", "atc", "pvp").doesNotContain("data_nascimento");
    }

    @Test
    void theOmopTablesAreDescribedAndConform() {
        List<TableDescription> tables = OmopBuild.described();
        try (LakeWriter writer = LakeWriter.open(root.resolve("lake"), Clock.fixed(NOW, ZoneOffset.UTC))) {
            tables.forEach(table -> writer.replace(table.withFigures(figures(12_345, 678)), List.of()));
            writer.publish();
        }
        publish(NOW);
        assertThat(calls).extracting(Call::path).containsExactlyInAnyOrderElementsOf(tables.stream().map(table -> "/datasets/uls-teste/" + table.table()).toList());
        assertThat(calls).allSatisfy(call -> assertThat(DescriptionShapes.release8NonPublic().check(graph(call)).text()).as(call.path()).isEmpty());
    }

    @Test
    void theLabelOfTheNewestLoadGoesWithTheDescription() throws IOException {
        load("dem", figures(12_345, 678), 12_345, 12_000);
        publish(NOW);
        assertThat(DescriptionShapes.release8NonPublic().check(graph(calls.get(0))).text()).isEmpty();
        QualityLabel label = read(calls.get(0)).quality().orElseThrow();
        assertThat(label.whole(QualityDimension.COMPLETENESS).orElseThrow().value()).contains(96);
        assertThat(label.stated(QualityElement.BIAS)).isEmpty();
        load("dem", figures(12_345, 678), 12_345, 6_000);
        publish(NOW.plus(Duration.ofDays(10)));
        assertThat(read(calls.get(1)).quality().orElseThrow().measures()).as("renewed at most monthly").isEqualTo(label.measures());
        load("dem", figures(12_345, 99), 12_345, 6_000);
        publish(NOW.plus(Duration.ofDays(11)));
        assertThat(read(calls.get(2)).quality().orElseThrow().measures()).allSatisfy(measure -> assertThat(measure.value()).isEmpty());
    }

    @Test
    void valuesRegionsAndTypicalAgesGoWithTheDescriptionAndStayForAMonth() throws IOException {
        load("rnu", figures(1_000, 1_000), List.of(value("sexo", "F", 523), value("sexo", "M", 477), value("nuts3", "PT192", 960), value("nuts3", "PT300", 9),
                value("faixa_etaria", "0-4", 80), value("faixa_etaria", "40-44", 700), value("faixa_etaria", "70-74", 220)));
        publish(NOW);
        assertThat(DescriptionShapes.release8NonPublic().check(graph(calls.get(0))).text()).isEmpty();
        DatasetDescription first = read(calls.get(0));
        assertThat(first.variables().stream().filter(variable -> variable.name().equals("sexo")).findFirst().orElseThrow().codes())
                .extracting(code -> code.value() + " " + code.figures().map(ValueFigures::individuals).orElse(0L)).containsExactly("M 500", "F 500");
        assertThat(first.coverage().nuts()).containsExactly("PT", "PT192");
        assertThat(first.coverage().regions()).containsExactly(new Region("PT192", new ValueFigures(1_000, 1_000)));
        assertThat(first.figures().minimumAge()).contains(0);
        assertThat(first.figures().maximumAge()).contains(74);
        load("rnu", figures(2_000, 2_000), List.of(value("sexo", "F", 1_300), value("sexo", "M", 700)));
        publish(NOW.plus(Duration.ofDays(10)));
        assertThat(read(calls.get(1)).variables()).as("renewed at most monthly").isEqualTo(first.variables());
        assertThat(read(calls.get(1)).figures()).isEqualTo(first.figures());
        publish(NOW.plus(Duration.ofDays(41)));
        assertThat(read(calls.get(2)).variables().stream().flatMap(variable -> variable.codes().stream()).flatMap(code -> code.figures().stream()).map(ValueFigures::individuals)).containsExactlyInAnyOrder(1_300L, 700L);
    }

    private static Measurement.ValueCount value(String column, String value, long persons) {
        return new Measurement.ValueCount(column, value, persons, persons,
                ProfileReader.named("rnu").alsoProtected().stream().collect(java.util.stream.Collectors.toMap(other -> other.column(), other -> 50L)));
    }

    @Test
    void theRulesOfTheInstitutionsOwnPolicyStandInTheDescriptionAndAChangedPolicyIsPublishedAtOnce() throws Exception {
        load("dem", figures(12_345, 678));
        publish(NOW);
        assertThat(read(calls.get(0)).access().holder()).isEqualTo(HolderRules.NONE);
        String example = Files.readString(OpaForTests.ROOT.resolve("policies/rego/holder/holder.rego"));
        use(OpaForTests.compiled(root, "own", example.replace("source_pem.uls_cod", "source_dem.atc"), true));
        assertThat(publish(NOW.plusSeconds(60))).isEqualTo("0 Published source_dem.\n");
        assertThat(DescriptionShapes.release8NonPublic().check(graph(calls.get(1))).text()).isEmpty();
        DatasetDescription described = read(calls.get(1));
        assertThat(described.access().persons()).isEqualTo(15);
        assertThat(described.access().holder().maskedColumns()).containsExactly("atc");
        assertThat(described.access().holder().rules()).extracting(HolderRules.Rule::code).containsExactly("policy.holder-purpose", "policy.holder-specialty-in-place");
        assertThat(described.access().holder().rules().get(0).text().pt()).isEqualTo("Esta instituição não participa em perguntas com esta finalidade.");

        assertThat(publish(NOW.plusSeconds(120))).contains("Left source_dem as it is");
        PublishedDeclarations said = PublishedDeclarations.in(root.resolve("state"));
        assertThat(said.at("source_dem", NOW.getEpochSecond() + 59)).isEqualTo(HolderDeclaration.NOTHING);
        assertThat(said.at("source_dem", NOW.getEpochSecond() + 60).maskedColumns()).containsExactly("source_dem.atc");
    }

    @Test
    void whatTheCatalogueDidNotTakeWasNotDeclared() throws Exception {
        load("dem", figures(12_345, 678));
        use(OpaForTests.compiled(root, "own", Files.readString(OpaForTests.ROOT.resolve("policies/rego/holder/holder.rego")), true));
        status = 503;
        publish(NOW);
        assertThat(PublishedDeclarations.in(root.resolve("state")).now("source_dem")).isEqualTo(HolderDeclaration.NOTHING);
    }

    private void use(Path bundle) throws IOException {
        Files.writeString(root.resolve("node.yaml"), "policy: {engine: embedded, holder_bundle: " + bundle.getFileName() + "}\n", StandardOpenOption.APPEND);
    }

    @Test
    void figuresOfFewPersonsStayAtTheNode() throws IOException {
        load("dem", figures(12_345, 9));
        publish(NOW);
        DatasetDescription dem = read(calls.get(0));
        assertThat(dem.figures().records()).isEmpty();
        assertThat(dem.figures().individuals()).isEmpty();
        assertThat(dem.coverage().temporal()).isEmpty();
    }

    @Test
    void aRefusedDescriptionIsShownWithTheReport() {
        load("dem", figures(12_345, 678));
        status = 422;
        answer = "{\"code\": \"description.shapes\", \"findings\": [\"dct:title is missing\"]}";
        assertThat(publish(NOW)).startsWith("1 The catalogue did not take the description of source_dem (422):").contains("dct:title is missing");
        status = 201;
        assertThat(publish(NOW)).isEqualTo("0 Published source_dem.\n");
    }

    @Test
    void aDescriptionIsRenewedWithANewLakeVersionOrAfterAMonth() {
        load("dem", figures(12_345, 678));
        publish(NOW);
        assertThat(publish(NOW.plus(Duration.ofDays(29)))).contains("Left source_dem as it is");
        assertThat(calls).hasSize(1);
        assertThat(publish(NOW.plus(Duration.ofDays(30)))).contains("Published source_dem.");
        load("dem", figures(12_500, 678));
        assertThat(publish(NOW.plus(Duration.ofDays(31)))).contains("Published source_dem.");
        assertThat(calls).hasSize(3);
        assertThat(publish(NOW.plus(Duration.ofDays(32)))).contains("Left source_dem as it is");
    }

    @Test
    void figuresAreRenewedAtMostOnceAMonthThoughTheLakeChanges() {
        load("dem", figures(12_345, 678));
        publish(NOW);
        load("dem", figures(99_999, 1_234));
        publish(NOW.plus(Duration.ofDays(10)));
        assertThat(read(calls.get(1)).figures()).as("the load is new, the figures are those of before").isEqualTo(read(calls.get(0)).figures());
        assertThat(read(calls.get(1)).origin().lakeVersion()).isGreaterThan(read(calls.get(0)).origin().lakeVersion());
        load("dem", figures(99_999, 3));
        publish(NOW.plus(Duration.ofDays(11)));
        assertThat(read(calls.get(2)).figures().records()).as("too few persons now").isEmpty();
        load("dem", figures(99_999, 1_234));
        publish(NOW.plus(Duration.ofDays(45)));
        assertThat(read(calls.get(3)).figures().records()).contains(100_000L);
    }

    @Test
    void tablesOfANodeAreRelatedAndSayTheirStepOfTime() {
        load("dem", figures(12_345, 678));
        load("cit", figures(12_345, 678));
        publish(NOW);
        assertThat(read(calls.get(1)).links().related()).singleElement().asString().endsWith("/datasets/uls-teste/source_cit");
        assertThat(read(calls.get(1)).coverage().resolution()).contains("P1D");
    }

    @Test
    void nothingLeavesWithoutAnAuditEntry() throws IOException {
        load("dem", figures(12_345, 678));
        Path folder = Files.createDirectories(root.resolve("state/publications"));
        Files.writeString(folder.resolve("audit"), "a file where the log's folder belongs");
        assertThat(publish(NOW)).startsWith("1 The audit log ");
        assertThat(calls).isEmpty();
    }

    @Test
    void theAuditNamesWhatLeft() throws IOException {
        load("dem", figures(12_345, 678));
        publish(NOW);
        try (var files = Files.walk(root.resolve("state/publications/audit"))) {
            String text = files.filter(Files::isRegularFile).map(PublishCommandTest::text).reduce("", String::concat);
            assertThat(text).contains(CanonicalJson.digest(calls.get(0).body())).contains("\"source_dem\":0");
        }
    }

    @Test
    void aWithdrawalIsSignedAuditedAndLastsUntilTheTableIsNamedAgain() throws IOException {
        load("dem", figures(12_345, 678));
        load("cit", figures(12_345, 678));
        publish(NOW);
        status = 204;
        assertThat(withdraw("source_dem", "Dados errados", "Wrong data")).isEqualTo("0 Withdrew source_dem. To publish it again: node publish --again source_dem\n");
        Call call = calls.get(2);
        assertThat(call.method()).isEqualTo("DELETE");
        assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo("{\"reason\":{\"pt\":\"Dados errados\",\"en\":\"Wrong data\"}}");
        var claims = Jws.verify(call.authorization().substring("Bearer ".length()), MessageType.DESCRIPTION, TrustedKeys.of(key.verificationKey())).payload();
        assertThat(claims.get("htm").textValue()).isEqualTo("DELETE");
        assertThat(claims.get("htu").textValue()).isEqualTo("/datasets/uls-teste/source_dem");
        assertThat(claims.get("digest").textValue()).isEqualTo(CanonicalJson.digest(call.body()));
        try (var files = Files.walk(root.resolve("state/publications/audit"))) {
            assertThat(files.filter(Files::isRegularFile).map(PublishCommandTest::text).reduce("", String::concat)).contains(CanonicalJson.digest(call.body()));
        }
        load("dem", figures(99_999, 1_234));
        assertThat(publish(NOW.plus(Duration.ofDays(2)))).contains("Left source_dem out: it was withdrawn.").contains("Published source_cit.");
        assertThat(read(calls.get(3)).links().related()).as("what is withdrawn is related to nothing").isEmpty();
        assertThat(publish(NOW.plus(Duration.ofDays(3)), "--again", "source_dem")).contains("Published source_dem.");
        assertThat(read(calls.get(4)).figures().records()).as("figures stay for their month, withdrawn or not").contains(12_300L);
        assertThat(publish(NOW.plus(Duration.ofDays(4)), "--again", "source_dem")).isEqualTo("1 The table source_dem is not withdrawn. Leave '--again source_dem' out.\n");
    }

    @Test
    void aWithdrawalThatTheCatalogueDoesNotTakeIsNoWithdrawal() {
        load("dem", figures(12_345, 678));
        publish(NOW);
        status = 401;
        answer = "{\"code\": \"description.signature\"}";
        assertThat(withdraw("http://127.0.0.1/datasets/uls-teste/source_dem", "Porque sim", "Because")).startsWith("1 The catalogue did not withdraw source_dem (401):").contains("description.signature");
        status = 404;
        assertThat(withdraw("source_rnu", "Porque sim", "Because")).startsWith("1 The catalogue has no dataset source_rnu of uls-teste");
        status = 201;
        load("dem", figures(12_345, 678));
        assertThat(publish(NOW)).isEqualTo("0 Published source_dem.\n");
    }

    @Test
    void aWithdrawalNeedsItsReasonInBothLanguagesAndATableOfTheNode() {
        assertThat(withdraw("source_dem", "Dados errados", " ")).startsWith("2 --reason-en must say why");
        assertThat(withdraw("https://catalogo.example/datasets/uls-outra/source_dem", "Dados errados", "Wrong data")).startsWith("2 --dataset must name a table of uls-teste");
        assertThat(withdraw("../../x", "Dados errados", "Wrong data")).startsWith("2 --dataset");
        assertThat(calls).isEmpty();
    }

    @Test
    void anEmptyLakeIsSaid() {
        assertThat(publish(NOW)).startsWith("1 The lake ").contains("holds no table yet");
    }

    /** Exit code and what was printed. */
    private String publish(Instant now, String... options) {
        return run(new PublishCommand(Clock.fixed(now, ZoneOffset.UTC), Map.of("PW", PASSWORD)), options);
    }

    private String withdraw(String dataset, String portuguese, String english) {
        return run(new WithdrawCommand(Clock.fixed(NOW, ZoneOffset.UTC), Map.of("PW", PASSWORD)), "--dataset", dataset, "--reason-pt", portuguese, "--reason-en", english);
    }

    private String run(Object what, String... options) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(what);
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(failure.getMessage());
            return 1;
        });
        int code = command.execute(Stream.concat(Stream.of("--config", root.resolve("node.yaml").toString()), Stream.of(options)).toArray(String[]::new));
        return code + " " + out;
    }

    private void load(String system, TableFigures figures) {
        try (LakeWriter writer = LakeWriter.open(root.resolve("lake"), Clock.fixed(NOW, ZoneOffset.UTC))) {
            writer.replace(ProfileReader.named(system).describe(figures, true), List.of());
            writer.publish();
        }
    }

    /** With counts of values. */
    private void load(String system, TableFigures figures, List<Measurement.ValueCount> counts) {
        load(system, figures, figures.rows(), figures.rows(), counts);
    }

    /** With a measurement of its first column. */
    private void load(String system, TableFigures figures, long rows, long values) {
        load(system, figures, rows, values, List.of());
    }

    private void load(String system, TableFigures figures, long rows, long values, List<Measurement.ValueCount> counts) {
        try (LakeWriter writer = LakeWriter.open(root.resolve("lake"), Clock.fixed(NOW, ZoneOffset.UTC))) {
            Profile profile = ProfileReader.named(system);
            writer.replace(profile.describe(figures, true), List.of());
            writer.measured(profile.table(), MeasurementJson.write(new Measurement(profile.table(), system, writer.nextNumber(), NOW,
                    new Measurement.Size(rows, figures.persons(), 20, figures.from(), figures.to(), Optional.empty()),
                    List.of(new Measurement.ColumnCount(profile.lakeColumns().get(0).name(), values, false)), Optional.empty(),
                    new Measurement.Checks(rows, rows, List.of(), List.of()), List.of(), Optional.empty(), Optional.empty(), counts, Targets.NONE, Map.of())));
            writer.publish();
        }
    }

    private static TableFigures figures(long rows, long persons) {
        return new TableFigures(rows, persons, 40, Optional.of(LocalDate.of(2025, 1, 3)), Optional.of(LocalDate.of(2025, 6, 20)));
    }

    private DatasetDescription read(Call call) {
        Release8Mapper mapper = new Release8Mapper();
        Model graph = graph(call);
        return mapper.read(graph, mapper.datasets(graph).get(0));
    }

    private static Model graph(Call call) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new ByteArrayInputStream(call.body()), Lang.TURTLE);
        return model;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
