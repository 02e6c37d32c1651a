package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.node.SparkForTests;

/** What epidemiologists ask of the SNS tables is accepted as they write it. */
@Tag("spark")
class CorpusTest {
    private static final List<PermittedView> VIEWS = ProfileViews.unreadable(SparkForTests.session());

    static List<Corpus> questions() throws IOException {
        return Corpus.all();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isAccepted(Corpus question) {
        assertThatCode(() -> new Gate().compile(SparkForTests.session(), question.sql(), VIEWS)).as(question.sql()).doesNotThrowAnyException();
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(questions()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(questions().stream().map(Corpus::title).distinct()).hasSameSizeAs(questions());
    }
}
