package pt.arquipelago.policies.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.testing.Examples;
import pt.arquipelago.policies.testing.Golden;
import pt.arquipelago.policies.testing.Opa;

/** What a bundle says of itself, compiled by the real opa, and what of its decisions that leaves unsaid. */
class HolderDeclarationTest {
    private static final Thresholds KNOWN = Thresholds.DEFAULT;
    private static final Map<String, Set<String>> USES = Map.of("source_dem", Set.of("atc"), "source_pem", Set.of("uls_cod"));

    @TempDir
    Path folder;

    @Test
    void theExampleDeclaresEveryRuleAndObligationThatItsDecisionsHave() throws IOException {
        PolicyBundle bundle = bundle(Files.readString(Golden.project().resolve("policies/rego/holder/holder.rego")), true);
        HolderDeclaration declared = HolderDeclaration.of(bundle);
        assertThat(declared.rules()).extracting(Denial::code).containsExactly("policy.holder-purpose", "policy.holder-specialty-in-place");
        assertThat(declared.rules()).allSatisfy(rule -> assertThat(rule.messagePt()).endsWith(".").isNotEqualTo(rule.message()));
        assertThat(declared.thresholds()).contains(new Thresholds(15, 5));
        assertThat(declared.maskedColumns()).containsExactly("source_pem.uls_cod");
        assertThat(StrictJson.read(StrictJson.write(declared), HolderDeclaration.class)).isEqualTo(declared);

        try (PolicyDecisionPoint point = new EmbeddedDecisionPoint(bundle)) {
            for (Decision decision : List.of(point.decide(Examples.input()), point.decide(Inputs.purpose("53(1)(d)")))) {
                assertThat(declared.lacks(decision, KNOWN, USES)).isEmpty();
            }
            assertThat(HolderDeclaration.NOTHING.lacks(point.decide(Examples.input()), KNOWN, USES)).containsExactly("masked_columns", "thresholds");
            assertThat(HolderDeclaration.NOTHING.lacks(point.decide(Examples.input()), new Thresholds(15, 5), Map.of("source_pem", Set.of("atc")))).isEmpty();
            assertThat(HolderDeclaration.NOTHING.lacks(point.decide(Inputs.purpose("53(1)(d)")), KNOWN, USES)).containsExactly("policy.holder-purpose");
        }
    }

    @Test
    void aBundleWithoutTheEntryPointDeclaresNothing() throws IOException {
        HolderDeclaration declared = HolderDeclaration.of(bundle("package holder\n\ndecision := {\"allow\": true, \"denials\": []}\n", false));
        assertThat(declared).isEqualTo(HolderDeclaration.NOTHING);
    }

    @Test
    void whatDeclaresInAnotherFormIsRefused() throws IOException {
        for (String value : List.of("{}", "{\"rules\": [{\"code\": \"policy.x\"}]}", "{\"rules\": [], \"thresholds\": {}}", "true")) {
            PolicyBundle bundle = bundle("package holder\n\ndecision := {\"allow\": true, \"denials\": []}\n\ndeclaration := " + value + "\n", true);
            assertThatThrownBy(() -> HolderDeclaration.of(bundle)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("holder/declaration");
        }
    }

    @Test
    void whatAPolicyDoesWithoutSayingSoIsNamed() {
        HolderDeclaration declared = new HolderDeclaration(List.of(), Optional.of(new Thresholds(15, 3)), 5, Set.of("source_dem.atc"), Map.of("source_dem", List.of("atc IS NOT NULL")));
        assertThat(declared.lacks(allowed(new Obligations(new Thresholds(15, 3), 5, Set.of("source_dem.atc"), Map.of("source_dem", List.of("atc IS NOT NULL")))), KNOWN, USES)).isEmpty();
        assertThat(declared.lacks(allowed(Obligations.of(new Thresholds(12, 3))), KNOWN, USES)).as("a milder one is no surprise").isEmpty();
        assertThat(declared.lacks(allowed(Obligations.of(new Thresholds(15, 4))), KNOWN, USES)).containsExactly("thresholds");
        assertThat(declared.lacks(allowed(new Obligations(KNOWN, 10, Set.of(), Map.of())), KNOWN, USES)).containsExactly("rounding");
        assertThat(declared.lacks(allowed(new Obligations(KNOWN, 1, Set.of("source_pem.uls_cod"), Map.of())), KNOWN, USES)).containsExactly("masked_columns");
        assertThat(declared.lacks(allowed(new Obligations(KNOWN, 1, Set.of("source_pem.atc"), Map.of("source_rnu", List.of("true")))), KNOWN, USES))
                .as("of what the question does not use").isEmpty();
        assertThat(declared.lacks(allowed(new Obligations(KNOWN, 1, Set.of(), Map.of("source_dem", List.of("atc IS NOT NULL", "atc <> 'N02'")))), KNOWN, USES)).containsExactly("row_filters");
        assertThat(declared.lacks(new Decision(false, List.of(Denial.of(RefusalCode.POLICY_DENIED)), Obligations.of(KNOWN), List.of()), KNOWN, USES)).containsExactly("policy.denied");
    }

    private static Decision allowed(Obligations obligations) {
        return new Decision(true, List.of(), obligations, List.of());
    }

    private PolicyBundle bundle(String rego, boolean declares) throws IOException {
        Path source = Files.writeString(Files.createTempDirectory(folder, "rego").resolve("holder.rego"), rego);
        Path file = folder.resolve("holder.tar.gz");
        List<String> line = new ArrayList<>(List.of("build", "-t", "wasm", "-e", "holder/decision", "-o", file.toString()));
        if (declares) {
            line.addAll(List.of("-e", HolderDeclaration.ENTRYPOINT));
        }
        line.add(source.toString());
        Opa.run(line.toArray(String[]::new));
        return PolicyBundle.ofHolder(file);
    }
}
