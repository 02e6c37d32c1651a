package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/** What a refusal offers instead is what may have been meant, and passes. */
@Tag("spark")
class RewritingTest {
    private static final List<PermittedView> VIEWS = SampleViews.unreadable(SparkForTests.session());

    static List<Questions> questions() throws IOException {
        return Questions.read("rewritten.txt");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void offersWhatMayHaveBeenMeant(Questions question) {
        Optional<String> offered = refused(question.sql()).refusal().rewritten();
        assertThat(offered.map(text -> List.of(text.split("\n"))).orElse(List.of("nothing"))).isEqualTo(question.answer());
    }

    /** Of all questions that are refused anywhere in these tests. */
    @Test
    void whatIsOfferedPasses() throws IOException {
        int offered = 0;
        for (Questions question : Questions.read("refused.txt")) {
            Optional<String> instead = refused(question.sql()).refusal().rewritten();
            if (instead.isPresent()) {
                offered++;
                assertThatCode(() -> new Gate().compile(SparkForTests.session(), instead.get(), VIEWS)).as(question.sql() + " -> " + instead.get()).doesNotThrowAnyException();
            }
        }
        assertThat(offered).isGreaterThan(30);
    }

    private static RefusedException refused(String sql) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> new Gate().compile(SparkForTests.session(), sql, VIEWS));
        assertThat(refused).as(sql).isNotNull();
        return refused;
    }
}
