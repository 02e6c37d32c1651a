package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/** Each refused question with code, place and sentence; over relations that fail when they are read, so that none was. */
@Tag("spark")
class RefusedQuestionsTest {
    private static final List<PermittedView> VIEWS = SampleViews.unreadable(SparkForTests.session());

    static List<Questions> questions() throws IOException {
        return Questions.read("refused.txt");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void isRefusedWithCodePlaceAndRemedy(Questions question) {
        RefusedException refused = catchThrowableOfType(RefusedException.class,
                () -> new Gate().compile(SparkForTests.session(), question.sql(), VIEWS));
        assertThat(refused).as(question.sql()).isNotNull();
        assertThat(List.of(Shown.of(refused.refusal()))).isEqualTo(question.answer());
        assertThat(refused.refusal().remedy()).isNotBlank();
        assertThat(refused.getCause()).isNull();
    }

    @Test
    void everyCodeIsOneOfTheGates() throws IOException {
        List<String> codes = java.util.Arrays.stream(GateRefusal.values()).map(GateRefusal::code).toList();
        assertThat(questions()).hasSizeGreaterThanOrEqualTo(80)
                .allSatisfy(question -> assertThat(codes).contains(question.answer().get(0).split("[ :]")[0]));
    }

    /** Nothing that the refused questions tried took effect. */
    @Test
    void settingsAndViewsStayAsTheyWere() throws IOException {
        for (Questions question : questions()) {
            catchThrowableOfType(RefusedException.class, () -> new Gate().compile(SparkForTests.session(), question.sql(), VIEWS));
        }
        assertThat(SparkForTests.session().conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
        assertThat(SparkForTests.session().catalog().tableExists("x")).isFalse();
    }
}
