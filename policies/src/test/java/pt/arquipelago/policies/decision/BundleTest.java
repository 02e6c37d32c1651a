package pt.arquipelago.policies.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.testing.Examples;
import pt.arquipelago.policies.testing.Golden;
import pt.arquipelago.policies.testing.Opa;

class BundleTest {
    private static final Path REGO = Golden.project().resolve("policies/rego");

    @TempDir
    Path folder;

    @Test
    void theCompiledBundleIsThatOfItsSources() throws IOException {
        assertThat(PolicyBundle.ofAccessBody().digest()).as("policies/check.sh --write compiles the bundle anew").isEqualTo(digestOfSources());
    }

    /** As {@code sha256sum} over the output of {@code sha256sum} of the sources, in the order of their names. */
    private static String digestOfSources() throws IOException {
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(REGO.resolve("ehds"))) {
            sources = walk.filter(file -> file.toString().endsWith(".rego") && !file.toString().endsWith("_test.rego")).map(REGO::relativize).toList();
        }
        StringBuilder list = new StringBuilder();
        for (String source : sources.stream().map(Path::toString).sorted().toList()) {
            list.append(CanonicalJson.digest(Files.readAllBytes(REGO.resolve(source))).substring("sha256:".length())).append("  ").append(source).append('\n');
        }
        return CanonicalJson.digest(list.toString());
    }

    @Test
    void aHoldersBundleIsAskedBesideAndOnlyMakesItStricter() throws IOException {
        try (PolicyDecisionPoint both = new CombinedDecisionPoint(new EmbeddedDecisionPoint(PolicyBundle.ofAccessBody()), new EmbeddedDecisionPoint(holder()))) {
            Decision allowed = both.decide(Examples.input());
            assertThat(allowed.allowed()).isTrue();
            assertThat(allowed.obligations().thresholds()).isEqualTo(new Thresholds(15, 5));
            assertThat(allowed.obligations().maskedColumns()).containsExactly("source_pem.uls_cod");
            assertThat(allowed.bundles()).containsExactly(PolicyBundle.ofAccessBody().digest(), holder().digest());

            assertThat(both.decide(Inputs.purpose("53(1)(d)")).denials()).extracting(Denial::code).containsExactly("policy.holder-purpose");
            assertThat(both.decide(Inputs.user("eva")).denials()).extracting(Denial::code).containsExactly("policy.person");
        }
    }

    @Test
    void aHoldersBundleIsReadAsArchiveOrAsModule() throws IOException {
        PolicyBundle archive = holder();
        Path module = Files.write(folder.resolve("policy.wasm"), archive.wasm());
        assertThat(PolicyBundle.ofHolder(module)).isEqualTo(archive);
    }

    @Test
    void whatIsNoCompiledBundleIsRefused() throws IOException {
        Path rego = folder.resolve("rego.tar.gz");
        Opa.run("build", "-e", "holder/decision", "-o", rego.toString(), REGO.resolve("holder").toString());
        assertThatThrownBy(() -> PolicyBundle.ofHolder(rego)).isInstanceOf(IOException.class).hasMessageContaining("opa build -t wasm");
        byte[] cut = Files.readAllBytes(wasmArchive());
        Path damaged = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(cut, cut.length / 2));
        assertThatThrownBy(() -> PolicyBundle.ofHolder(damaged)).isInstanceOf(IOException.class);
        Path text = Files.write(folder.resolve("text"), "package holder".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new EmbeddedDecisionPoint(PolicyBundle.ofHolder(text))).isInstanceOf(IllegalArgumentException.class);
    }

    private PolicyBundle holder() throws IOException {
        return PolicyBundle.ofHolder(wasmArchive());
    }

    private Path wasmArchive() {
        Path file = folder.resolve("holder.tar.gz");
        if (!Files.exists(file)) {
            Opa.run("build", "-t", "wasm", "-e", "holder/decision", "-e", "holder/declaration", "--ignore", "*_test.rego", "-o", file.toString(), REGO.resolve("holder").toString());
        }
        return file;
    }
}
