package pt.arquipelago.accessbody;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What whoever checks an output is told of how it came about at the institutions. */
class OutputCheckTest {
    private static final String COIMBRA = "uls-coimbra";

    @TempDir
    private Path folder;
    private TestBody body;

    @BeforeEach
    void start() {
        body = new TestBody(folder, Clock.systemUTC()).start();
    }

    @AfterEach
    void stop() {
        body.close();
    }

    @Test
    void cellsThatAPersonReleasedAndAnEarlierVersionAreSaidByInstitution() {
        String task = body.task(body.permit());
        Answers.Draft counts = Answers.counts(Map.of("A10", 100L));
        answer(COIMBRA, task, counts.reviewed(2));
        answer("uls-santa-maria", task, counts);
        answer("uls-sao-joao", task, counts);
        Await.until(() -> body.as("marta").get("/api/v1/tasks/" + task).json().path("state").asText().equals("review"));
        assertThat(page("en", task)).contains("Node " + COIMBRA + ": version 1, not the newest", "Node uls-santa-maria: version 1<", "Node " + COIMBRA + ": position 0; cells released by review at the institution: 2",
                "Node uls-santa-maria: position 0<");
        assertThat(page("pt", task)).contains("células divulgadas por revisão na instituição: 2", "que não é a mais recente");
    }

    private void answer(String id, String task, Answers.Draft draft) {
        FakeNode node = body.node(id);
        assertThat(node.answer(node.order(task, body.orderKey), draft).status()).isEqualTo(200);
    }

    private String page(String language, String task) {
        Browser browser = Browser.of(body.url(), "clara");
        browser.language = language;
        return browser.get("/review/" + task).text();
    }
}
