package pt.arquipelago.accessbody;

import org.junit.jupiter.api.Test;

import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.accessbody.task.TaskRefusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/refusal-codes.md} says what the code says; {@code -Darquipelago.golden=write} writes its section anew. */
class ProblemCodesTest {
    private static final String BEGIN = "<!-- begin: access body (generated) -->";
    private static final String END = "<!-- end: access body -->";
    private static final Path PAGE = Path.of(System.getProperty("arquipelago.root", ".")).resolve("docs/refusal-codes.md");

    @Test
    void thePageListsEveryCodeOfTheAccessBody() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        assertThat(begin).isPositive();
        String expected = BEGIN + "\n\n" + section() + "\n" + END;
        if ("write".equals(System.getProperty("arquipelago.golden"))) {
            Files.writeString(PAGE, page.substring(0, begin) + expected + page.substring(end + END.length()));
            return;
        }
        assertThat(page.substring(begin, end + END.length())).as("written anew with -Darquipelago.golden=write").isEqualTo(expected);
    }

    @Test
    void noCodeStandsForTwoThings() {
        var codes = Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList();
        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[a-z]+(\\.[a-z-]+)?"));
        assertThat(Stream.of(TaskRefusal.values()).map(TaskRefusal::code)).doesNotHaveDuplicates();
    }

    private static String section() {
        var text = new StringBuilder("Answers of the HTTP API, as `application/problem+json` with this `code`:\n\n| code | status | what it says | what to do |\n|---|---|---|---|\n");
        for (ProblemCode code : ProblemCode.values()) {
            text.append("| `%s` | %d | %s | %s |%n".formatted(code.code(), code.status(), code.title(), code.remedy()));
        }
        text.append("\nOf a task, or of an institution's share in it:\n\n| code | what it says | what to do |\n|---|---|---|\n");
        for (TaskRefusal refusal : TaskRefusal.values()) {
            text.append("| `%s` | %s | %s |%n".formatted(refusal.code(), refusal.refusal().message(), refusal.refusal().remedy()));
        }
        return text.toString();
    }
}
