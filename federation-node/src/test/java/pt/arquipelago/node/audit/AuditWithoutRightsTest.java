package pt.arquipelago.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.policies.signature.SigningKey;

/** A process of a user who may not write the log gets no receipt. Root may write anything, so as root another user is taken. */
class AuditWithoutRightsTest {
    @TempDir
    private Path folder;

    @Test
    void aUserWithoutTheRightToWriteGetsNoReceipt() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "not run: needs Linux's setpriv");
        Path audit = Files.createDirectory(folder.resolve("audit"));
        try (AuditLog log = AuditLog.open(audit, "uls-coimbra", SigningKey.generate(), Clock.systemUTC())) {
            log.append(Entries.refusal("a"));
        }
        String before = Files.readString(audit.resolve(AuditLog.FILE));
        permit(folder, "rwxr-xr-x");
        permit(audit, "r-xr-xr-x");
        permit(audit.resolve(AuditLog.FILE), "r--r--r--");

        String classPath = readableClassPath();
        assertThat(run(classPath, audit)).contains("AuditUnavailableException").doesNotContain("receipt");
        assertThat(Files.readString(audit.resolve(AuditLog.FILE))).isEqualTo(before);

        permit(audit, "rwxrwxrwx");
        permit(audit.resolve(AuditLog.FILE), "rw-rw-rw-");
        permit(audit.resolve(AuditLog.HEADS), "rw-rw-rw-");
        assertThat(run(classPath, audit)).contains("receipt 1");
    }

    /** The other process. */
    public static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            try (AuditLog log = AuditLog.open(Path.of(arguments[0]), "uls-coimbra", SigningKey.generate(), Clock.systemUTC())) {
                System.out.println("receipt " + log.append(Entries.refusal("b")).index());
            } catch (AuditUnavailableException e) {
                System.out.println(e.getClass().getSimpleName());
            }
        }
    }

    private static String run(String classPath, Path audit) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp", classPath, Probe.class.getName(), audit.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new String(process.getInputStream().readAllBytes());
    }

    /** Copied to where another user may read: the build may stand in a folder that is closed to them. */
    private String readableClassPath() throws IOException {
        Path copies = Files.createDirectories(folder.resolve("classes"));
        List<String> copied = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Stream.of("node/target", "node\\target", "policies", "jackson", "canonicalization", "slf4j-api").noneMatch(entry::contains)) {
                continue;
            }
            Path copy = copies.resolve(Integer.toString(copied.size()) + (entry.endsWith(".jar") ? ".jar" : ""));
            copy(Path.of(entry), copy);
            copied.add(copy.toString());
        }
        return String.join(File.pathSeparator, copied);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, from.equals(file) ? to : target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
