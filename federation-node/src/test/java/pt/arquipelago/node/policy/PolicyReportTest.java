package pt.arquipelago.node.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.OpaForTests;
import pt.arquipelago.node.audit.AuditEntry;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.settings.NodeSettings.PolicyEngine;
import pt.arquipelago.node.settings.NodeSettings.PolicySettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;

/** What an institution sees when it tries its policy, the real one compiled by the real opa. */
class PolicyReportTest {
    private static final Path ROOT = OpaForTests.ROOT;
    private static final Clock NINE = Clock.fixed(Instant.parse("2026-11-27T09:00:00Z"), ZoneOffset.UTC);
    private static final PolicySettings ALONE = new PolicySettings(PolicyEngine.EMBEDDED, Optional.empty(), Optional.empty());

    @TempDir
    private static Path work;
    private static Path holder;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compileTheExample() throws Exception {
        holder = compiled("holder", Files.readString(ROOT.resolve("policies/rego/holder/holder.rego")));
    }

    @Test
    void eachPolicySaysWhichRulesFireAndWhatItObligesTo() throws IOException {
        try (NodePolicies policies = NodePolicies.withHolderBundle(ALONE, body(), holder)) {
            assertThat(policies.all()).hasSize(2);
            assertThat(PolicyReport.explained(input("53(1)(e)", "atc"), policies)).contains("Asked by ana.silva under permit-2026-0001, for 53(1)(e)", "uses source_dem: atc",
                    "The access body's policy (sha256:", "The institution's policy (sha256:", "at least 15 persons and 5 professionals", "masked: source_pem.uls_cod")
                    .doesNotContain("refused");
            assertThat(PolicyReport.explained(input("53(1)(d)", "atc"), policies)).contains("): refused\n  policy.holder-purpose", "não participa", "Ask the other institutions");
            assertThat(PolicyReport.explained(input("53(1)(e)", "lote"), policies)).contains("The access body's policy (sha256:", "): refused\n  policy.");
        }
    }

    @Test
    void whatTheNodeRefusesBeforeIsSaidByTheBodysPolicyToo() throws IOException {
        try (NodePolicies policies = NodePolicies.of(ALONE, body())) {
            assertThat(PolicyReport.explained(changed(json -> ((ObjectNode) json.at("/when/status")).put("revoked", true)), policies))
                    .contains("): refused\n  policy.revoked (Art 63)", "The permit was revoked", "A autorização foi revogada");
            assertThat(PolicyReport.explained(changed(json -> ((ObjectNode) json.at("/when/status")).put("exp", json.at("/when/now").longValue() - 60)), policies)).contains("  policy.status-stale");
            assertThat(PolicyReport.explained(changed(json -> ((ObjectNode) json.at("/when/opt_outs")).put("left_out", false)), policies)).contains("  policy.opt-out (Art 71)");
            assertThat(PolicyReport.explained(changed(json -> ((ArrayNode) json.at("/what/functions")).add("reflect")), policies)).contains("  policy.function (Art 73(1)(d))");
        }
    }

    @Test
    void aChangedPolicyShowsWhichDecisionsOfTheLogItWouldMakeOtherwise() throws Exception {
        List<LoggedDecision> log = log(NodePolicies.of(ALONE, body()), input("53(1)(e)", "atc"), input("53(1)(d)", "atc"), input("53(1)(e)", "lote"));
        assertThat(log).hasSize(3).extracting(LoggedDecision::index).containsExactly(0L, 2L, 4L);
        assertThat(log.get(0).decided().inputDigest()).isEqualTo(CanonicalJson.digest(StrictJson.write(input("53(1)(e)", "atc"))));

        try (NodePolicies same = NodePolicies.of(ALONE, body())) {
            assertThat(PolicyReport.replayed(log, same)).isEqualTo("3 decisions, 0 would differ.\n");
        }
        try (NodePolicies stricter = NodePolicies.withHolderBundle(ALONE, body(), holder)) {
            assertThat(PolicyReport.replayed(log, stricter)).contains("3 decisions, 2 would differ.",
                    "entry 0  2026-11-27T09:00:00Z  ana.silva  permit-2026-0001  question sha256:", "was  allowed with 10 persons, 3 professionals\n  now  allowed with 15 persons, 5 professionals",
                    "entry 2", "now  refused by policy.holder-purpose").doesNotContain("entry 4");
        }
        Path loose = compiled("loose", """
                package holder
                decision := {"allow": true, "denials": []}
                """);
        try (NodePolicies before = NodePolicies.withHolderBundle(ALONE, body(), holder); NodePolicies after = NodePolicies.withHolderBundle(ALONE, body(), loose)) {
            List<LoggedDecision> strict = log(before, input("53(1)(e)", "atc"));
            assertThat(PolicyReport.replayed(strict, after)).contains("was  allowed with 15 persons, 5 professionals\n  now  allowed with 10 persons, 3 professionals");
        }
    }

    @Test
    void aLogThatIsNoneIsNamedByItsLine() throws IOException {
        Path log = Files.writeString(folder.resolve("log.jsonl"), "{}\n{\n");
        assertThatThrownBy(() -> LoggedDecision.of(log)).isInstanceOf(OperatorException.class).hasMessageContaining("Line 2");
    }

    /** The rules that come with the node. */
    private AccessBodyPolicy body() {
        return AccessBodyPolicy.open(folder, TrustedKeys.of());
    }

    private List<LoggedDecision> log(NodePolicies policies, DecisionInput... inputs) throws Exception {
        Path kept = Files.createTempDirectory(folder, "audit");
        try (AuditLog log = AuditLog.open(kept, "uls-coimbra", SigningKey.generate(), NINE)) {
            for (DecisionInput input : inputs) {
                log.append(entry(Optional.of(AuditEntry.Decided.of(input, decision(policies, input)))));
                log.append(entry(Optional.empty()));
            }
        }
        return LoggedDecision.of(kept.resolve(AuditLog.FILE));
    }

    private static Decision decision(NodePolicies policies, DecisionInput input) {
        return policies.decide(input);
    }

    private static AuditEntry entry(Optional<AuditEntry.Decided> decision) {
        return new AuditEntry(Outcome.REFUSED, Optional.of("o-1"), CanonicalJson.digest("o-1"), Optional.empty(), Optional.empty(), Optional.of("ana.silva"), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("policy.denied"), Optional.empty(), List.of(), decision, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), false);
    }

    /** The published example, for another purpose or of another column. */
    private static DecisionInput input(String article, String column) throws IOException {
        return changed(json -> {
            ((ObjectNode) json.path("why")).put("article", article);
            ((ArrayNode) json.at("/what/datasets/0/columns")).removeAll().add(column);
        });
    }

    private static DecisionInput changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = StrictJson.readObject(Files.readAllBytes(ROOT.resolve("docs/examples/decision-input.json")));
        change.accept(json);
        return StrictJson.read(json, DecisionInput.class);
    }

    private static Path compiled(String name, String rego) throws Exception {
        return OpaForTests.compiled(work, name, rego, false);
    }
}
