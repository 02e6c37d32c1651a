package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import pt.arquipelago.node.profile.ProfileReader;

/** Random rows of an institution's own table, split at random over three institutions, and random questions about them. */
@Tag("spark")
class RandomSplitsTest {
    private static final int QUESTIONS = 4;

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void everySplitAnswersAsTheOracleDoes(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Institution> institutions = institutions(random);
        for (int i = 0; i < QUESTIONS; i++) {
            Asked asked = RandomQuestion.of(random);
            Answer expected = Oracle.answer(asked, DuckRecords.of(institutions, asked.records));
            Answer found = Answer.of(Federation.ask(institutions, asked.sql, asked.strict));
            assertThat(Difference.of(expected, found)).as("seed %d%s: %s", seed, asked.strict ? ", strict" : "", asked.sql).isEmpty();
        }
    }

    /** Whom a value rests on, however it was come to: the oracle follows each record to its person. */
    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void everyDetourLeadsToThePersonsBehindAValue(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Institution> institutions = institutions(random);
        for (Asked asked : new RandomShape(random).all()) {
            Answer expected = Oracle.answer(asked, DuckRecords.of(institutions, asked.records));
            Answer found = Answer.of(Federation.ask(institutions, asked.sql, false));
            assertThat(Difference.of(expected, found)).as("seed %d: %s", seed, asked.sql).isEmpty();
        }
    }

    /** Few enough persons that most groups are near the threshold. */
    static List<Institution> institutions(Random random) throws IOException {
        Path folder = Files.createTempDirectory("random-splits");
        List<Extract> extracts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            extracts.add(new Extract(ProfileReader.read(OwnTable.profile())));
        }
        int persons = 15 + random.nextInt(60);
        int referrers = 1 + random.nextInt(8);
        for (int row = persons * (1 + random.nextInt(8)); row > 0; row--) {
            extracts.get(random.nextInt(3)).row(Map.of("numero_utente", 100_000_000 + random.nextInt(persons)),
                    "requisitante", random.nextInt(3) == 0 ? null : "m" + random.nextInt(referrers), "analise", List.of("glicose", "hba1c", "tsh").get(random.nextInt(3)),
                    "laboratorio", random.nextInt(3) == 0 ? null : "L" + random.nextInt(2), "positivo", random.nextInt(5) == 0 ? null : random.nextInt(2),
                    "desvio", random.nextInt(5) == 0 ? null : random.nextInt(4) == 0 ? 0 : (random.nextInt(2000) - 1000) / 100.0,
                    "valor", random.nextInt(5) == 0 ? null : random.nextInt(100) / 4.0, "colhido_em", LocalDate.of(2025, 7, 30).plusDays(random.nextInt(4)) + " 00:30:00");
        }
        List<Institution> institutions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            institutions.add(Institution.ingested("node-" + i, folder.resolve("node-" + i), List.of(extracts.get(i))));
        }
        return institutions;
    }
}
