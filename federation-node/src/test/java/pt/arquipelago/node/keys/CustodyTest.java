package pt.arquipelago.node.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.node.custody.Custody;
import pt.arquipelago.node.custody.KeyRing;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.node.settings.KeySetting.CustodianSetting;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** Who keeps the key, and how an ingest comes by it. */
class CustodyTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final NodeKey KEY = NodeKey.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path root;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void make() {
        KeystoreCustodian.create(root.resolve("key.p12"), PASSWORD.toCharArray(), KEY);
        for (String person : List.of("ana", "rui", "eva")) {
            assertThat(keys("signing", "--for", "approval", "--out", file(person + ".p12"))).isZero();
        }
    }

    @Test
    void localCustodyIsNamedAtStart() {
        StringWriter warned = new StringWriter();
        assertThat(opened(KeySetting.ofKeystore(root.resolve("key.p12"), "ARQUIPELAGO_KEYSTORE_PASSWORD"), warned)).isEqualTo(KEY.fingerprint());
        assertThat(warned.toString()).contains("Local custody", "key.p12", "66(3)");
    }

    @Test
    void aCommandThatPrintsTheKeyIsRun() {
        StringWriter warned = new StringWriter();
        assertThat(opened(command("printf 000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F"), warned)).isEqualTo(KEY.fingerprint());
        assertThat(opened(command("echo AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), warned)).isEqualTo(KEY.fingerprint());
        assertThat(warned.toString()).isEmpty();
    }

    @Test
    void aCommandThatDoesNotSaysWhatAndNotWhatItPrinted() {
        for (String wrong : List.of("echo secret-but-no-key", "echo c2VjcmV0", "exit 3")) {
            assertThatThrownBy(() -> opened(command(wrong + "; echo secret on the side >&2"), new StringWriter())).isInstanceOf(OperatorException.class)
                    .hasMessageContaining("'/bin/sh'").hasMessageMatching(".*(printed no key|ended with 3).*").hasMessageNotContainingAny("secret", "c2VjcmV0");
        }
        assertThatThrownBy(() -> opened(new KeySetting(Optional.empty(), Optional.empty(), List.of("/no/such/program"), Optional.empty(), Optional.empty()), new StringWriter()))
                .isInstanceOf(OperatorException.class).hasMessageContaining("cannot be started");
    }

    @Test
    void aKeyIsKeptInExactlyOneWay() {
        assertThatThrownBy(() -> new KeySetting(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty())).hasMessageContaining("0 are named");
        assertThatThrownBy(() -> new KeySetting(Optional.of(root), Optional.of("X"), List.of("vault"), Optional.empty(), Optional.empty())).hasMessageContaining("2 are named");
        assertThatThrownBy(() -> new KeySetting(Optional.of(root), Optional.empty(), List.of(), Optional.empty(), Optional.empty())).hasMessageContaining("go together");
    }

    @Test
    void aCustodianOutsideReleasesTheKeyWhenTwoPersonsApprove() throws Exception {
        Ingest ingest = new Ingest(KEY.fingerprint());
        Path request = ingest.request();
        String asked = Files.readString(request);
        approve("ana", request);
        approve("rui", request);
        assertThat(release(request, "ana", "rui")).as(said.toString()).isZero();

        assertThat(ingest.key.get(60, TimeUnit.SECONDS)).isEqualTo(KEY.fingerprint());
        assertThat(root.resolve("exchange")).isEmptyDirectory();
        assertThat(Files.readString(root.resolve("releases.jsonl"))).hasLineCount(1).contains("uls-teste", KEY.fingerprint(), "approved_by", NOW.toString());
        assertThat(said.toString()).contains("one ingest into the domain test");

        Path again = Files.writeString(root.resolve("request-again.json"), asked);
        assertThat(release(again, "ana", "rui")).isEqualTo(1);
        assertThat(said.toString()).contains("The key was released for this request at");
    }

    @Test
    void oneApprovalTwoOfOnePersonOrAStrangersReleaseNothing() throws Exception {
        Ingest ingest = new Ingest(KEY.fingerprint());
        Path request = ingest.request();
        approve("ana", request);
        approve("eva", request);
        assertThat(release(request, "ana")).isEqualTo(1);
        assertThat(release(request, "ana", "ana")).isEqualTo(1);
        assertThat(said.toString()).contains("approval of 1 of the persons");
        assertThat(release(request, "ana", "eva")).isEqualTo(1);
        assertThat(said.toString()).contains("no approval of one of the persons named");
        assertThat(root.resolve("releases.jsonl")).doesNotExist();
        assertThat(ingest.key.isDone()).isFalse();
        ingest.stop();
    }

    @Test
    void anApprovalIsForOneRequestAndAReleaseForOneIngest() throws Exception {
        Ingest first = new Ingest(KEY.fingerprint());
        Path one = first.request();
        approve("ana", one);
        approve("rui", one);
        Path other = Files.writeString(root.resolve("request-other.json"), Files.readString(one).replaceFirst("\"domain\":\"test\"", "\"domain\":\"elsewhere\""));
        assertThat(release(other, "ana", "rui")).isEqualTo(1);
        assertThat(said.toString()).contains("approves another request");

        assertThat(keysAt(NOW.plusSeconds(3601), "release", "--request", one.toString(), "--approval", file("ana.jws"), "--person", file("ana.jwk"),
                "--keystore", file("key.p12"), "--log", file("releases.jsonl"), "--out", file("late.json"))).isEqualTo(1);
        assertThat(said.toString()).contains("good for an hour");
        first.stop();
    }

    @Test
    void whatWasReleasedForAnotherIngestDoesNotOpen() throws Exception {
        Ingest first = new Ingest(KEY.fingerprint());
        Path one = first.request();
        approve("ana", one);
        approve("rui", one);
        Path kept = Files.copy(one, root.resolve("one.json"));
        first.stop();
        assertThat(keys("release", "--request", kept.toString(), "--approval", file("ana.jws"), file("rui.jws"), "--person", file("ana.jwk"), file("rui.jwk"),
                "--keystore", file("key.p12"), "--log", file("releases.jsonl"), "--out", file("kept.json"))).as(said.toString()).isZero();
        Ingest second = new Ingest(KEY.fingerprint());
        Path two = second.request();
        Files.move(root.resolve("kept.json"), two.resolveSibling(two.getFileName().toString().replace("request-", "release-")));
        assertThatThrownBy(() -> second.key.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).rootCause().hasMessageContaining("not made for this request");
    }

    /** An ingest that waits for the custodian. */
    private final class Ingest {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> key = new CompletableFuture<>();
        private final Thread thread;

        Ingest(String fingerprint) {
            KeySetting setting = new KeySetting(Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
                    Optional.of(new CustodianSetting(root.resolve("exchange"), fingerprint, 5)));
            thread = new Thread(() -> {
                try {
                    key.complete(opened(setting, new Lines(lines)));
                } catch (RuntimeException e) {
                    key.completeExceptionally(e);
                }
            });
            thread.start();
        }

        Path request() throws Exception {
            assertThat(lines.poll(60, TimeUnit.SECONDS)).contains("asks for the key " + KEY.fingerprint());
            try (var files = Files.list(root.resolve("exchange"))) {
                return files.filter(file -> file.getFileName().toString().startsWith("request-")).findFirst().orElseThrow();
            }
        }

        void stop() throws Exception {
            thread.interrupt();
            assertThatThrownBy(() -> ((Future<String>) key).get(60, TimeUnit.SECONDS)).rootCause().hasMessageContaining("interrupted");
            thread.join();
        }
    }

    /** Hands on what is written as soon as it is flushed. */
    private static final class Lines extends Writer {
        private final BlockingQueue<String> lines;
        private final StringBuilder text = new StringBuilder();

        Lines(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(char[] buffer, int offset, int length) {
            text.append(buffer, offset, length);
        }

        @Override
        public void flush() {
            lines.add(text.toString());
            text.setLength(0);
        }

        @Override
        public void close() {
            flush();
        }
    }

    private static String opened(KeySetting setting, Writer out) {
        Custody custody = new Custody("uls-teste", "test", Map.of("ARQUIPELAGO_KEYSTORE_PASSWORD", PASSWORD), Clock.fixed(NOW, ZoneOffset.UTC), new PrintWriter(out));
        try (KeyRing ring = KeyRing.open(custody, setting, List.of())) {
            return ring.newest().fingerprint();
        }
    }

    private static KeySetting command(String shell) {
        return new KeySetting(Optional.empty(), Optional.empty(), List.of("/bin/sh", "-c", shell), Optional.empty(), Optional.empty());
    }

    private void approve(String person, Path request) {
        assertThat(keys("approve", "--request", request.toString(), "--keystore", file(person + ".p12"), "--out", file(person + ".jws"))).as(said.toString()).isZero();
    }

    /** By a custodian who knows Ana and Rui. */
    private int release(Path request, String... approving) {
        List<String> arguments = new java.util.ArrayList<>(List.of("release", "--request", request.toString(), "--person", file("ana.jwk"), "--person", file("rui.jwk"),
                "--keystore", file("key.p12"), "--log", file("releases.jsonl"), "--out",
                request.resolveSibling(request.getFileName().toString().replace("request-", "release-")).toString()));
        for (String person : approving) {
            arguments.addAll(List.of("--approval", file(person + ".jws")));
        }
        return keys(arguments.toArray(String[]::new));
    }

    private String file(String name) {
        return root.resolve(name).toString();
    }

    private int keys(String... arguments) {
        return keysAt(NOW.plusSeconds(60), arguments);
    }

    private int keysAt(Instant now, String... arguments) {
        CommandLine command = KeysCommand.commandLine(Map.of("ARQUIPELAGO_KEYSTORE_PASSWORD", PASSWORD), new SecureRandom(), Clock.fixed(now, ZoneOffset.UTC));
        PrintWriter writer = new PrintWriter(said, true);
        command.setOut(writer).setErr(writer);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            assertThat(failure).isInstanceOf(OperatorException.class);
            writer.println(failure.getMessage());
            return 1;
        });
        return command.execute(arguments);
    }
}
