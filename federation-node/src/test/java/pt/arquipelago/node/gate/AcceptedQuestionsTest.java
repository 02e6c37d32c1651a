package pt.arquipelago.node.gate;

import org.junit.jupiter.api.Tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.node.SparkForTests;

/** Each accepted question with what it is compiled to; over relations that fail when they are read. */
@Tag("spark")
class AcceptedQuestionsTest {
    private static final List<PermittedView> VIEWS = SampleViews.unreadable(SparkForTests.session());

    static List<Questions> questions() throws IOException {
        return Questions.read("accepted.txt");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isCompiledAsWritten(Questions question) {
        assertThat(Shown.of(new Gate().compile(SparkForTests.session(), question.sql(), VIEWS))).isEqualTo(question.answer());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void hasTheSameDigestInAnotherSession(Questions question) {
        String first = new Gate().compile(SparkForTests.session(), question.sql(), VIEWS).query().digest();
        List<PermittedView> others = SampleViews.unreadable(SparkForTests.session().newSession());
        assertThat(new Gate().compile(SparkForTests.session().newSession(), question.sql(), others).query().digest()).isEqualTo(first);
    }
}
