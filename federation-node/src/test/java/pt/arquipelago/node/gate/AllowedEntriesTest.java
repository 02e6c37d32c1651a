package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/**
 * Whatever {@code allowed.txt} lets in is needed by a question that is accepted, and misused in vain by one that is refused for what it
 * means: {@code entries.txt} for functions, that and all accepted and refused questions for classes.
 */
@Tag("spark")
class AllowedEntriesTest {
    private static final SparkSession SPARK = SparkForTests.session();
    private static final List<PermittedView> VIEWS = SampleViews.unreadable(SPARK);

    /** One line of {@code entries.txt}; what is no whole question is a condition of one. */
    record Entry(String name, String need, String misuse, String code) {
        static String whole(String text) {
            return text.startsWith("SELECT") || text.startsWith("WITH") ? text : "SELECT count(*) FROM dem WHERE " + text;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Entry> entries() throws IOException {
        try (InputStream in = AllowedEntriesTest.class.getResourceAsStream("entries.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 4)).map(part -> new Entry(part[0], Entry.whole(part[1]), Entry.whole(part[2]), part[3].strip())).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void isNeededAndMisusedInVain(Entry entry) {
        assertThat(Walked.of(SPARK, entry.need(), Map.of(), VIEWS).all()).contains(entry.name());
        assertThat(new Gate().compile(SPARK, entry.need(), VIEWS)).isNotNull();
        assertThat(Walked.of(SPARK, entry.misuse(), Map.of(), VIEWS).all()).contains(entry.name());
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> new Gate().compile(SPARK, entry.misuse(), VIEWS));
        assertThat(refused).as(entry.misuse()).isNotNull();
        assertThat(refused.refusal().code()).as(refused.refusal().toString()).isEqualTo(entry.code());
    }

    @Test
    void everyFunctionHasItsLine() throws IOException {
        assertThat(entries().stream().map(Entry::name).filter(name -> name.indexOf('.') < 0)).containsExactlyInAnyOrderElementsOf(AllowedList.FUNCTIONS.reasons().keySet());
    }

    @Test
    void everyClassIsNeeded() throws IOException {
        List<String> accepted = new ArrayList<>(entries().stream().map(Entry::need).toList());
        Questions.read("accepted.txt").forEach(question -> accepted.add(question.sql()));
        accepted.add("SELECT count(*) FROM dem WHERE atc LIKE :p");
        assertThat(missing(accepted)).as("classes that no accepted question needs").isEmpty();
    }

    @Test
    void everyClassWasMisusedInVain() throws IOException {
        List<String> refused = new ArrayList<>(entries().stream().map(Entry::misuse).toList());
        Questions.read("refused.txt").forEach(question -> refused.add(question.sql()));
        refused.add("SELECT count(*) FROM dem WHERE person = :p");
        assertThat(missing(refused)).as("classes that no refused question holds").isEmpty();
    }

    private static Map<String, Set<String>> missing(List<String> questions) {
        List<Walked> walked = questions.stream().map(sql -> Walked.of(SPARK, sql, parameters(sql), VIEWS)).toList();
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        List.<Map.Entry<AllowedList, Function<Walked, Set<String>>>>of(Map.entry(AllowedList.PARSED_PLAN, Walked::parsed),
                Map.entry(AllowedList.PARSED_EXPRESSIONS, Walked::parsed), Map.entry(AllowedList.ANALYSED_PLAN, Walked::analysed),
                Map.entry(AllowedList.ANALYSED_EXPRESSIONS, Walked::analysed)).forEach(stage -> {
                    Set<String> left = new TreeSet<>(stage.getKey().reasons().keySet());
                    walked.forEach(question -> left.removeAll(stage.getValue().apply(question)));
                    if (!left.isEmpty()) {
                        missing.merge(stage.getKey().toString(), left, (a, b) -> {
                            a.addAll(b);
                            return a;
                        });
                    }
                });
        return missing;
    }

    private static Map<String, com.fasterxml.jackson.databind.JsonNode> parameters(String sql) {
        return Stream.of("p").filter(name -> sql.contains(":" + name)).collect(java.util.stream.Collectors.toMap(name -> name,
                name -> com.fasterxml.jackson.databind.node.TextNode.valueOf("A%")));
    }
}
