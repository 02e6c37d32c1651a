package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

class ErasureTest {
    private static final String NUMBER = "123456745";
    private static final long PERSON = IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, NUMBER);

    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void load() {
        node = new IngestFixture(root, 0);
        Profile visits = profile("visits");
        node.load(visits, node.write("one.csv", extract(60, "")));
        node.load(profile("other"), node.write("other.csv", "utente,mae,dia\n123456799,,2025-01-01\n"));
        node.load(visits, node.write("two.csv", extract(80, "123456701," + NUMBER + ",2025-02-02\n")));
        try (LakeWriter lake = LakeWriter.open(lake(), IngestFixture.CLOCK)) {
            lake.optOuts().optOut(List.of(new long[] {PERSON}), Instant.EPOCH);
        }
    }

    @Test
    void noByteOfTheNodeHoldsThePseudonymAfterwards() throws Exception {
        assertThat(holders()).as("before").hasSizeGreaterThanOrEqualTo(3);
        Erasure.Outcome outcome = erase();

        assertThat(outcome.rows()).isEqualTo(2);
        assertThat(outcome.versions()).containsExactly(1L, 2L, 3L);
        assertThat(outcome.newest().number()).isEqualTo(4);
        assertThat(holders()).isEmpty();
    }

    @Test
    void everyVersionStaysReadableWithoutThePersonAndSaysSo() {
        List<Long> rows = IntStream.rangeClosed(1, 3).mapToObj(number -> snapshot(number).rows()).toList();
        erase();
        for (int number = 1; number <= 3; number++) {
            TableSnapshot after = snapshot(number);
            assertThat(after.rows()).isEqualTo(rows.get(number - 1) - 1);
            assertThat(after.description().figures().rows()).isEqualTo(after.rows());
            assertThat(after.files()).allSatisfy(file -> assertThat(file).exists());
            assertThat(node.lake().version(number).erased()).contains(IngestFixture.CLOCK.instant());
        }
        assertThat(node.lake().version(4).erased()).isEmpty();
        assertThat(snapshot(4)).isEqualTo(snapshot(3));
        long child = IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, "123456701");
        assertThat(node.rows("visits WHERE utente = " + child + " AND dia = DATE '2025-02-02'", "utente, mae")).containsExactly(child + "|null");
    }

    @Test
    void aTableWithoutThePersonStaysAsItIs() {
        TableSnapshot before = node.table("other");
        erase();
        assertThat(node.table("other")).isEqualTo(before);
    }

    @Test
    void theNextLoadGoesOnAndAnErasureOfNobodyChangesNothing() {
        erase();
        LakeVersion after = node.lake().current();
        assertThat(erase()).isEqualTo(new Erasure.Outcome(0, Set.of(), after));
        node.load(profile("visits"), node.write("three.csv", extract(20, "")));
        assertThat(node.table("visits").rows()).isEqualTo(20);
    }

    @Test
    void filesThatNoVersionNamesAreSweptToo() throws IOException {
        Path left = lake().resolve("visits/part-left-by-a-kill.parquet");
        Files.copy(node.table("visits").files().get(0), left);
        erase();
        assertThat(left).doesNotExist();
    }

    private Erasure.Outcome erase() {
        return new Erasure(lake(), "512MB", IngestFixture.CLOCK, List.of()).erase(Set.of(PERSON));
    }

    private Path lake() {
        return node.node().resolve("lake");
    }

    private TableSnapshot snapshot(long number) {
        return node.lake().snapshot(node.lake().version(number), "visits");
    }

    /** Files with the pseudonym: as decimal text or eight bytes, either end first; Parquet is read back too, for it compresses. */
    private List<String> holders() throws Exception {
        List<String> found = new ArrayList<>();
        List<byte[]> forms = List.of(Long.toString(PERSON).getBytes(StandardCharsets.US_ASCII), eight(ByteOrder.LITTLE_ENDIAN), eight(ByteOrder.BIG_ENDIAN));
        try (Stream<Path> files = Files.walk(node.node()); Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                boolean holds = forms.stream().anyMatch(form -> contains(bytes, form));
                if (file.toString().endsWith(".parquet")) {
                    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM '" + file + "' AS t WHERE contains(t::VARCHAR, '" + PERSON + "')")) {
                        rows.next();
                        holds |= rows.getLong(1) > 0;
                    }
                }
                if (holds) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }

    private static byte[] eight(ByteOrder order) {
        return ByteBuffer.allocate(8).order(order).putLong(PERSON).array();
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static String extract(int persons, String more) {
        return "utente,mae,dia\n" + IntStream.range(0, persons).mapToObj(i -> (123456700 + i) + ",,2025-01-01\n").collect(Collectors.joining()) + more;
    }

    private Profile profile(String table) {
        return node.profile("profile: 1", "system: T", "table: " + table, "title: {pt: t, en: t}", "subject: utente",
                "also_protected:", "  - {column: mae, type: family_member}", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
                "  - {name: mae, class: identifier, identifier: PATIENT_NUMBER, identifies: family_member, title: {pt: m, en: m}}",
                "  - {name: dia, class: quasi_identifier, type: date, title: {pt: d, en: d}}");
    }
}
