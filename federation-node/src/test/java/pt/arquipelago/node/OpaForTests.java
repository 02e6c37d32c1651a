package pt.arquipelago.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.testing.Golden;
import pt.arquipelago.policies.testing.Opa;

/** What the real {@code opa} makes for a node: an institution's policy, and a server of the access body's. */
public final class OpaForTests {
    public static final Path ROOT = Golden.project();

    private OpaForTests() {}

    /**
     * @param declares whether the bundle has the entry point of its declaration
     * @return the bundle, in {@code folder}
     */
    public static Path compiled(Path folder, String name, String rego, boolean declares) throws IOException {
        Path source = Files.createDirectories(folder.resolve(name));
        Files.writeString(source.resolve("holder.rego"), rego);
        Path bundle = folder.resolve(name + ".tar.gz");
        List<String> line = new ArrayList<>(List.of("build", "-t", "wasm", "-e", "holder/decision", "-o", bundle.toString()));
        if (declares) {
            line.addAll(List.of("-e", "holder/declaration"));
        }
        line.add(source.toString());
        Opa.run(line.toArray(String[]::new));
        return bundle;
    }

    /** With the access body's rules. */
    public static Opa.Server server(Path folder) throws IOException, InterruptedException {
        Path bundle = folder.resolve("ehds.tar.gz");
        Opa.run("build", "-e", PolicyBundle.EHDS, "--ignore", "*_test.rego", "--revision", PolicyBundle.ofAccessBody().digest(), "-o", bundle.toString(),
                ROOT.resolve("policies/rego/ehds").toString());
        return new Opa.Server("--bundle", bundle.toString());
    }
}
