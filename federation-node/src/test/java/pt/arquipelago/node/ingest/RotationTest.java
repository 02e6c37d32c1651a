package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.lake.BoundToPersons;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.NodeKey;

class RotationTest {
    private static final NodeKey OTHER = NodeKey.generate(new SecureRandom());
    private static final KeyedDomain SECOND = KeyedDomain.of("test", List.of(IngestFixture.KEY, OTHER));

    @TempDir
    Path root;
    private IngestFixture node;
    private Profile people;
    private Profile visits;

    @BeforeEach
    void load() {
        node = new IngestFixture(root, 0);
        people = table("people");
        visits = table("visits");
        node.load(List.of(extract(people, "a.csv", ""), extract(visits, "b.csv", "")));
    }

    @Test
    void everyPseudonymOfEveryTableTakesTheStepAndNothingElseChanges() {
        List<String> before = node.rows("visits", "medico, dia");
        LakeVersion version = rotate(SECOND, step -> { });

        assertThat(version.number()).isEqualTo(2);
        assertThat(version.pseudonyms()).contains(new LakeVersion.Pseudonyms("test", List.of(IngestFixture.KEY.fingerprint(), OTHER.fingerprint())));
        assertThat(persons("people")).isEqualTo(expected(SECOND)).isEqualTo(persons("visits"));
        assertThat(node.rows("visits", "dia")).hasSize(3).doesNotContain("null");
        long doctor = SECOND.pseudonymiser().pseudonym(IdentifierType.PROFESSIONAL, "OM:77");
        assertThat(node.rows("visits", "medico, dia")).isNotEqualTo(before).contains(doctor + "|2025-03-01", "null|2025-03-03");
        assertThat(node.table("visits").rows()).isEqualTo(3);
        assertThat(node.table("visits").description()).isEqualTo(Lake.open(node.node().resolve("lake")).snapshot(node.lake().version(1), "visits").description());
    }

    @Test
    void theNextIngestAppliesTheChainAndOneOfAnotherChainIsRefused() {
        rotate(SECOND, step -> { });
        assertThatThrownBy(() -> node.load(visits, node.write("c.csv", "utente,medico,dia\n")))
                .isInstanceOf(IngestFailure.class).hasMessageContaining(IngestFixture.KEY.fingerprint() + ", " + OTHER.fingerprint());
        node.load(SECOND, List.of(extract(visits, "d.csv", "")));
        assertThat(persons("visits")).isEqualTo(persons("people"));
    }

    /** An extract is told by a key that no rotation changes. */
    @Test
    void anExtractThatWasLoadedBeforeARotationIsStillKnownAfterIt() {
        Profile append = node.profile("profile: 1", "system: A", "table: added", "title: {pt: t, en: t}", "subject: utente", "load: append", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}");
        Path january = node.write("january.csv", "utente\n123456781\n");
        node.load(append, january);
        node.load(append, node.write("february.csv", "utente\n123456782\n"));
        LakeVersion rotated = rotate(SECOND, step -> { });
        Ingest.Outcome again = node.load(SECOND, List.of(extract(visits, "same.csv", ""), new Extract(append, List.of(january))));
        assertThat(again.reports()).allMatch(LoadReport::known);
        assertThat(again.version()).contains(rotated);
        assertThat(node.rows("added", "count(*)")).containsExactly("2");
    }

    @Test
    void whoReadsTheVersionBeforeKeepsIt() {
        LakeVersion before = node.lake().current();
        TableSnapshot pinned = node.lake().snapshot(before, "visits");
        rotate(SECOND, step -> { });
        assertThat(node.lake().snapshot(before, "visits")).isEqualTo(pinned);
        assertThat(pinned.files()).allSatisfy(file -> assertThat(file).exists());
    }

    /** Ends the rotation at its first, second, … step, looks, and lets another one continue. */
    @Test
    void cutShortAtAnyMomentItContinuesAndReadersSeeOldOrNew() throws Exception {
        Set<String> old = expected(IngestFixture.DOMAIN);
        int cuts = 0;
        for (int cut = 1;; cut++) {
            Path each = root.resolve("cut" + cut);
            node = new IngestFixture(each, 0);
            node.load(List.of(extract(people, "a.csv", ""), extract(visits, "b.csv", "")));
            Registry registry = new Registry();
            if (!cutAt(cut, registry)) {
                break;
            }
            cuts++;
            boolean published = node.lake().current().number() == 2;
            assertThat(persons("people")).as("after step " + cut).isEqualTo(published ? expected(SECOND) : old).isEqualTo(persons("visits"));
            if (!published) {
                assertThatThrownBy(() -> node.load(visits, node.write("e.csv", "utente,medico,dia\n"))).isInstanceOf(LakeException.class).hasMessageContaining("keys rotate");
                List<String> steps = new ArrayList<>();
                new Rotation(node.node().resolve("lake"), "512MB", IngestFixture.CLOCK, List.of(registry), steps::add).rotate(SECOND);
                long committed = steps.stream().filter(step -> step.endsWith("committed")).count();
                assertThat(committed).as("tables done again after step " + cut).isEqualTo(cut <= 2 ? 2 : cut <= 4 ? 1 : 0);
            }
            assertThat(persons("people")).isEqualTo(expected(SECOND)).isEqualTo(persons("visits"));
            assertThat(registry.moved).isEqualTo(Map.of("moved", SECOND.newestStep().next(7)));
        }
        assertThat(cuts).isEqualTo(8);
    }

    @Test
    void anEmptyLakeAndAnotherDomainAreRefused() {
        KeyedDomain elsewhere = KeyedDomain.of("elsewhere", List.of(IngestFixture.KEY, OTHER));
        assertThatThrownBy(() -> rotate(elsewhere, step -> { })).isInstanceOf(IngestFailure.class);
        assertThatThrownBy(() -> rotate(IngestFixture.DOMAIN, step -> { })).isInstanceOf(IngestFailure.class);
        node = new IngestFixture(root.resolve("empty"), 0);
        assertThatThrownBy(() -> rotate(SECOND, step -> { })).isInstanceOf(IngestFailure.class);
    }

    /** Something bound to one pseudonym. */
    private static final class Registry implements BoundToPersons {
        private final Map<String, Long> moved = new HashMap<>(Map.of("moved", 7L));
        private int epoch = 0;

        @Override
        public void intoEpoch(int into, LongUnaryOperator next) {
            if (epoch < into) {
                moved.computeIfPresent("moved", (name, pid) -> next.applyAsLong(pid));
                epoch = into;
            }
        }

        @Override
        public void forget(Set<Long> pseudonyms) {
            throw new AssertionError("a rotation forgets nothing");
        }
    }

    private static final class Killed extends RuntimeException {
    }

    private boolean cutAt(int cut, Registry registry) {
        int[] step = {0};
        try {
            new Rotation(node.node().resolve("lake"), "512MB", IngestFixture.CLOCK, List.of(registry), reached -> {
                if (++step[0] == cut) {
                    throw new Killed();
                }
            }).rotate(SECOND);
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private LakeVersion rotate(KeyedDomain domain, Consumer<String> progress) {
        return new Rotation(node.node().resolve("lake"), "512MB", IngestFixture.CLOCK, List.of(), progress).rotate(domain);
    }

    private Set<String> persons(String table) {
        return new HashSet<>(node.rows(table, "utente"));
    }

    private static Set<String> expected(KeyedDomain domain) {
        Set<String> persons = new HashSet<>();
        for (String number : List.of("123456781", "123456782", "123456783")) {
            persons.add("" + domain.pseudonymiser().pseudonym(IdentifierType.PATIENT_NUMBER, number));
        }
        return persons;
    }

    private Extract extract(Profile profile, String name, String more) {
        return new Extract(profile, List.of(node.write(name, "utente,medico,dia\n123456781,77,2025-03-01\n123456782,78,2025-03-02\n123456783,,2025-03-03\n" + more)));
    }

    private Profile table(String name) {
        return node.profile("profile: 1", "system: T", "table: " + name, "title: {pt: t, en: t}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
                "  - {name: medico, class: identifier, identifier: PROFESSIONAL, order: OM, title: {pt: m, en: d}}",
                "  - {name: dia, class: quasi_identifier, type: date, title: {pt: d, en: d}}");
    }
}
