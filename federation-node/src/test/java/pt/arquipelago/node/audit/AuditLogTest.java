package pt.arquipelago.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.audit.AuditVerification.Finding;
import pt.arquipelago.node.audit.AuditVerification.Kind;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.transparency.MerkleProofs;
import pt.arquipelago.policies.transparency.SignedHead;
import pt.arquipelago.policies.transparency.TreeHead;

class AuditLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path folder;

    @Test
    void anUntouchedLogAgreesWithItsHeadsAlsoAfterARestart() throws IOException {
        write(3);
        try (AuditLog log = open()) {
            assertThat(log.head().size()).isEqualTo(3);
            log.append(Entries.refusal("again"));
        }
        assertThat(verify()).isEmpty();
        assertThat(heads()).hasSize(4);
    }

    @Test
    void findsAChangedLine() throws IOException {
        write(5);
        tamper(lines -> replace(lines, 2, lines.get(2).replace("53(1)(e)", "53(1)(a)")));
        assertThat(verify()).anySatisfy(finding -> assertThat(finding).extracting(Finding::kind, Finding::line).containsExactly(Kind.CHANGED, 3L));
    }

    @Test
    void findsAChangedLastLineByItsHead() throws IOException {
        write(5);
        tamper(lines -> replace(lines, 4, lines.get(4).replace("53(1)(e)", "53(1)(a)")));
        assertThat(verify()).extracting(Finding::kind, Finding::line).containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.REWRITTEN, 5L));
    }

    @Test
    void findsAMissingLine() throws IOException {
        write(5);
        tamper(lines -> without(lines, 1));
        assertThat(verify()).anySatisfy(finding -> assertThat(finding).extracting(Finding::kind, Finding::line).containsExactly(Kind.MISSING, 2L));
    }

    @Test
    void findsSwappedLines() throws IOException {
        write(5);
        tamper(lines -> {
            Collections.swap(lines, 1, 3);
            return lines;
        });
        assertThat(verify()).filteredOn(finding -> finding.kind() == Kind.SWAPPED).extracting(Finding::line).containsExactly(2L, 4L);
    }

    @Test
    void findsACutOffTailAndACutLine() throws IOException {
        write(5);
        tamper(lines -> without(lines, 4));
        assertThat(verify()).extracting(Finding::kind, Finding::line).containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.CUT_OFF, 5L));

        Path log = folder.resolve(AuditLog.FILE);
        Files.writeString(log, Files.readString(log).stripTrailing());
        assertThat(verify()).extracting(Finding::kind).contains(Kind.CUT_OFF);
    }

    @Test
    void findsARewritingThatMendedIndexesAndLinks() throws IOException {
        write(5);
        tamper(lines -> {
            List<String> rewritten = new ArrayList<>();
            String previous = AuditLog.NO_LINE;
            for (String line : without(lines, 1)) {
                var json = StrictJson.readObject(line.getBytes()).put("index", rewritten.size()).put("previous", previous);
                byte[] bytes = CanonicalJson.bytes(json);
                previous = CanonicalJson.digest(bytes);
                rewritten.add(new String(bytes));
            }
            return rewritten;
        });
        assertThat(verify()).extracting(Finding::kind, Finding::line).containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.REWRITTEN, 2L));
    }

    @Test
    void provesThatTheLogOnlyGrows() {
        try (AuditLog log = open()) {
            log.append(Entries.refusal("a"));
            TreeHead seen = log.append(Entries.refusal("b")).head();
            log.append(Entries.refusal("c"));
            assertThat(MerkleProofs.isAppended(seen, log.head(), log.since(2).proof())).isTrue();
        }
    }

    @Test
    void aLineThatWasNotFinishedIsDroppedAtTheNextStart() throws IOException {
        write(2);
        Files.writeString(folder.resolve(AuditLog.FILE), "{\"half\":", StandardOpenOption.APPEND);
        try (AuditLog log = open()) {
            assertThat(log.append(Entries.refusal("c")).index()).isEqualTo(2);
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void twoProcessesCannotOwnOneLog() {
        try (AuditLog log = open()) {
            assertThat(log.head().size()).isZero();
            assertThatThrownBy(this::open).isInstanceOf(AuditUnavailableException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void noEntryOnAFullDeviceAndSoNoReceipt() throws IOException {
        assumeTrue(Files.exists(FullDevice.DEVICE), "not run: this system has no /dev/full");
        try (AuditLog log = FullDevice.log(folder, KEY, CLOCK)) {
            assertThatThrownBy(() -> log.append(Entries.refusal("a"))).isInstanceOf(AuditUnavailableException.class);
            assertThat(log.head().size()).isZero();
        }
    }

    private void write(int entries) {
        try (AuditLog log = open()) {
            for (int i = 0; i < entries; i++) {
                log.append(Entries.refusal("order-" + i));
            }
        }
    }

    private AuditLog open() {
        return AuditLog.open(folder, "uls-coimbra", KEY, CLOCK);
    }

    private List<Finding> verify() throws IOException {
        return AuditVerification.verify(folder.resolve(AuditLog.FILE), heads());
    }

    private List<SignedHead> heads() throws IOException {
        return Files.readAllLines(folder.resolve(AuditLog.HEADS)).stream()
                .map(line -> Jws.verify(line, MessageType.HEAD, TrustedKeys.of(KEY.verificationKey())).as(SignedHead.class)).toList();
    }

    private void tamper(UnaryOperator<List<String>> how) throws IOException {
        Path log = folder.resolve(AuditLog.FILE);
        List<String> lines = how.apply(new ArrayList<>(Files.readAllLines(log)));
        Files.writeString(log, String.join("\n", lines) + "\n");
    }

    private static List<String> replace(List<String> lines, int index, String line) {
        lines.set(index, line);
        return lines;
    }

    private static List<String> without(List<String> lines, int index) {
        lines.remove(index);
        return lines;
    }
}
