package pt.arquipelago.policies.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.testing.Examples;
import pt.arquipelago.policies.testing.Golden;
import pt.arquipelago.policies.testing.Opa;

/** What both decision points owe their caller; the server is the real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyDecisionPointContractTest {
    private static final Path REGO = Golden.project().resolve("policies/rego");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String DIGEST = PolicyBundle.ofAccessBody().digest();

    private static final List<String> MALFORMED = List.of(
            "true", "\"yes\"", "{}", "{\"allow\": true}", "{\"allow\": \"true\", \"denials\": []}", "{\"allow\": 1, \"denials\": []}",
            "{\"allow\": true, \"denials\": null}", "{\"allow\": true, \"denials\": [], \"also\": 1}", "{\"allow\": true, \"denials\": [{\"code\": \"policy.x\"}]}",
            "{\"allow\": false, \"denials\": [\"no\"]}", "{\"allow\": true, \"denials\": [], \"obligations\": {\"rounding\": 0}}",
            "{\"allow\": true, \"denials\": [], \"obligations\": {\"thresholds\": {\"persons\": 5}}}",
            "{\"allow\": true, \"denials\": [], \"obligations\": {\"threshold\": 5}}", "[{\"allow\": true, \"denials\": []}]");
    private static final String UNDEFINED = "decision := {\"allow\": true, \"denials\": []} if input.why.article == \"nothing\"";
    private static final String SILENT = "decision := {\"allow\": input.why.article == \"nothing\", \"denials\": []}";
    private static final String LENIENT = "decision := {\"allow\": true, \"denials\": [], \"obligations\": {\"thresholds\": {\"persons\": 1, \"professionals\": 1}}}";
    private static final String CONFLICT = "decision := {\"allow\": true, \"denials\": []} if input.what\n\ndecision := {\"allow\": false, \"denials\": []} if input.what";

    enum Adapter { EMBEDDED, SERVER }

    @TempDir
    static Path folder;
    /** Policies of one rule each, all compiled into one module and loaded by one server beside the real ones. */
    private final List<String> rules = new ArrayList<>();
    private byte[] odd;
    private Opa.Server server;

    @BeforeAll
    void startServer() throws IOException, InterruptedException {
        rules.addAll(List.of(UNDEFINED, SILENT, LENIENT, CONFLICT));
        MALFORMED.forEach(value -> rules.add(malformedRule(value)));
        Path sources = Files.createDirectory(folder.resolve("odd"));
        List<String> entrypoints = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Files.writeString(sources.resolve(i + ".rego"), "package odd" + i + "\n\n" + rules.get(i) + "\n");
            entrypoints.addAll(List.of("-e", entrypoint(rules.get(i))));
        }
        Path wasm = build("odd", List.of("-t", "wasm"), entrypoints, sources);
        odd = PolicyBundle.ofHolder(wasm).wasm();
        Path served = build("served", List.of("--revision", DIGEST), entrypoints, sources, REGO.resolve("ehds"));
        server = new Opa.Server("--bundle", served.toString());
    }

    private String entrypoint(String rule) {
        return "odd" + rules.indexOf(rule) + "/decision";
    }

    private static String malformedRule(String value) {
        return "decision := value if {\n\tinput.what\n\tvalue := " + value + "\n}";
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    private PolicyDecisionPoint point(Adapter adapter) {
        return switch (adapter) {
            case EMBEDDED -> new EmbeddedDecisionPoint(PolicyBundle.ofAccessBody());
            case SERVER -> server(server.address(), PolicyBundle.EHDS);
        };
    }

    private static PolicyDecisionPoint server(URI address, String entrypoint) {
        return new OpaServerDecisionPoint(address, entrypoint, Optional.empty(), LIMIT);
    }

    @ParameterizedTest
    @EnumSource
    void allowed(Adapter adapter) {
        Decision decision = point(adapter).decide(Examples.input());
        assertThat(decision.denials()).isEmpty();
        assertThat(decision.allowed()).isTrue();
        assertThat(decision.obligations()).isEqualTo(Obligations.of(new Thresholds(10, 3)));
        assertThat(decision.bundles()).containsExactly(DIGEST);
    }

    @ParameterizedTest
    @EnumSource
    void refusedWithEveryReasonAndItsWords(Adapter adapter) {
        Decision decision = point(adapter).decide(Inputs.noisyAndExpired());
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.denials()).extracting(Denial::code)
                .containsExactlyInAnyOrder("policy.expired", "policy.release-not-permitted", "policy.release-not-allowed-by-holder", "policy.noise-budget-too-high");
        assertThat(decision.denials()).allSatisfy(denial -> {
            assertThat(denial.message()).endsWith(".");
            assertThat(denial.messagePt()).endsWith(".").isNotEqualTo(denial.message());
            assertThat(denial.remedy()).endsWith(".");
        });
        assertThat(decision.bundles()).containsExactly(DIGEST);
    }

    @Test
    void bothGiveTheSameDecision() {
        for (DecisionInput input : new DecisionInput[] {Examples.input(), Inputs.noisyAndExpired(), Inputs.user("eva"), Inputs.purpose("53(1)(z)"),
            Inputs.columns("source_dem", "preco"), Inputs.columns("source_pem", "atc"), Inputs.revoked(), Inputs.withThoseWhoOptedOut(), Inputs.function("sha2")}) {
            assertThat(point(Adapter.SERVER).decide(input)).isEqualTo(point(Adapter.EMBEDDED).decide(input));
        }
    }

    /** Nothing else has to say it: the bundle alone does. */
    @ParameterizedTest
    @EnumSource
    void revokedPermitsForgottenOptOutsAndUnknownFunctionsAreRefused(Adapter adapter) {
        assertCode(point(adapter).decide(Inputs.revoked()), "policy.revoked");
        assertCode(point(adapter).decide(Inputs.withThoseWhoOptedOut()), "policy.opt-out");
        assertCode(point(adapter).decide(Inputs.function("sha2")), "policy.function");
    }

    @ParameterizedTest
    @EnumSource
    void undefined(Adapter adapter) {
        assertCode(odd(adapter, UNDEFINED), "policy.undefined");
    }

    @ParameterizedTest
    @EnumSource
    void deniedWithoutAReason(Adapter adapter) {
        assertCode(odd(adapter, SILENT), "policy.denied");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInsideThePolicy(Adapter adapter) {
        assertCode(odd(adapter, CONFLICT), "policy.error");
    }

    @ParameterizedTest
    @EnumSource
    void malformed(Adapter adapter) {
        for (String value : MALFORMED) {
            assertCode(odd(adapter, malformedRule(value)), "policy.malformed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBundleLowersTheThresholdsOfPermitAndHolder(Adapter adapter) {
        Decision decision = odd(adapter, LENIENT);
        assertThat(decision.allowed()).isTrue();
        assertThat(decision.obligations().thresholds()).isEqualTo(new Thresholds(10, 3));
    }

    private Decision odd(Adapter adapter, String rule) {
        PolicyDecisionPoint point = switch (adapter) {
            case EMBEDDED -> new EmbeddedDecisionPoint(new PolicyBundle(odd, entrypoint(rule), DIGEST));
            case SERVER -> server(server.address(), entrypoint(rule));
        };
        return point.decide(Examples.input());
    }

    @Test
    void serverGone() throws IOException, InterruptedException {
        Opa.Server gone = new Opa.Server("--bundle", ehds("gone", DIGEST).toString());
        PolicyDecisionPoint point = server(gone.address(), PolicyBundle.EHDS);
        assertThat(point.decide(Examples.input()).allowed()).isTrue();
        gone.close();
        assertCode(point.decide(Examples.input()), "policy.unavailable");
    }

    @Test
    void serverWithoutTheDecision() {
        assertCode(server(server.address(), PolicyBundle.HOLDER).decide(Examples.input()), "policy.undefined");
        assertCode(server(server.address().resolve("/elsewhere/"), PolicyBundle.EHDS).decide(Examples.input()), "policy.not-found");
    }

    @Test
    void serverThatDoesNotSayWhichBundleDecides() throws IOException, InterruptedException {
        try (Opa.Server plain = new Opa.Server(REGO.resolve("ehds").toString());
                Opa.Server named = new Opa.Server("--bundle", ehds("named", "v1").toString())) {
            assertCode(server(plain.address(), PolicyBundle.EHDS).decide(Examples.input()), "policy.unidentified");
            assertCode(server(named.address(), PolicyBundle.EHDS).decide(Examples.input()), "policy.unidentified");
        }
    }

    @Test
    void serverThatDemandsAToken() throws IOException, InterruptedException {
        Path authz = Files.writeString(folder.resolve("authz.rego"), "package system.authz\n\ndefault allow := false\n\nallow if input.identity == \"segredo\"\n\nallow if input.path == [\"health\"]\n");
        try (Opa.Server closed = new Opa.Server("--authentication=token", "--authorization=basic",
                "--bundle", build("token", List.of("--revision", DIGEST), List.of("-e", PolicyBundle.EHDS), REGO.resolve("ehds"), authz).toString())) {
            assertCode(server(closed.address(), PolicyBundle.EHDS).decide(Examples.input()), "policy.error");
            PolicyDecisionPoint withToken = new OpaServerDecisionPoint(closed.address(), PolicyBundle.EHDS, Optional.of("segredo"), LIMIT);
            assertThat(withToken.decide(Examples.input()).allowed()).isTrue();
        }
    }

    private static void assertCode(Decision decision, String code) {
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.denials()).extracting(Denial::code).containsExactly(code);
    }

    private static Path ehds(String name, String revision) {
        return build(name, List.of("--revision", revision), List.of("-e", PolicyBundle.EHDS), REGO.resolve("ehds"));
    }

    private static Path build(String name, List<String> options, List<String> entrypoints, Path... sources) {
        Path file = folder.resolve(name + ".tar.gz");
        List<String> line = new ArrayList<>(List.of("build", "--ignore", "*_test.rego", "-o", file.toString()));
        line.addAll(options);
        line.addAll(entrypoints);
        Stream.of(sources).map(Path::toString).forEach(line::add);
        Opa.run(line.toArray(String[]::new));
        return file;
    }
}
