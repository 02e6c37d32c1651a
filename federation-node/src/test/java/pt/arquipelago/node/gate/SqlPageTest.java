package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.SparkForTests;

/** Every example of docs/sql.md is accepted, or refused with the code that stands beside it. */
@Tag("spark")
class SqlPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```sql ?([a-z.-]*)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void examplesAreAnsweredAsThePageSays() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("arquipelago.root"), "docs", "sql.md"));
        List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();
        assertThat(examples).hasSizeGreaterThan(10);
        List<PermittedView> views = SampleViews.unreadable(SparkForTests.session());
        for (MatchResult example : examples) {
            if (example.group(1).isEmpty()) {
                assertThat(new Gate().compile(SparkForTests.session(), example.group(2), views)).isNotNull();
            } else {
                RefusedException refused = catchThrowableOfType(RefusedException.class,
                        () -> new Gate().compile(SparkForTests.session(), example.group(2), views));
                assertThat(refused).as(example.group(2)).isNotNull();
                assertThat(refused.refusal().code()).isEqualTo(example.group(1));
            }
        }
    }
}
