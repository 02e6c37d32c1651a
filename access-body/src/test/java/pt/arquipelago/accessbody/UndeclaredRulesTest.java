package pt.arquipelago.accessbody;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What an institution's own policy did without having said so comes to those who supervise, and to nobody else. */
class UndeclaredRulesTest {
    private static final String COIMBRA = "uls-coimbra";
    private static final String SANTA_MARIA = "uls-santa-maria";
    private static final String SAO_JOAO = "uls-sao-joao";

    @TempDir
    private Path folder;
    private TestBody body;
    private String permit;

    @BeforeEach
    void start() {
        body = new TestBody(folder, Clock.systemUTC()).start();
        permit = body.permit();
    }

    @AfterEach
    void stop() {
        body.close();
    }

    @Test
    void theCaseHandlerSeesWhichInstitutionDecidedByWhatItHadNotDeclared() {
        String task = body.task(permit);
        answer(COIMBRA, task, Answers.refused("policy.holder-secret").undeclared("policy.holder-secret"));
        answer(SANTA_MARIA, task, Answers.counts(Map.of("A10", 100L)).undeclared("thresholds"));
        answer(SAO_JOAO, task, Answers.refused("policy.holder-purpose"));
        for (String supervisor : new String[] {"ines", "duarte", "rui"}) {
            String page = page(supervisor, "/nodes");
            assertThat(page).as(supervisor).contains("policy.holder-secret", "Higher thresholds", task, "/permits/" + permit, "Node " + SANTA_MARIA).doesNotContain("policy.holder-purpose");
        }
        for (String other : new String[] {"marta", "clara", "joana"}) {
            assertThat(page(other, "/nodes")).as(other).contains("Node " + COIMBRA).doesNotContain("policy.holder-secret", "Rules that were not declared");
        }
    }

    @Test
    void whatTheNodeSaysAgainIsKeptOnce() {
        String task = body.task(permit);
        FakeNode node = body.node(COIMBRA);
        var order = node.order(task, body.orderKey);
        var draft = Answers.refused("policy.holder-secret").undeclared("policy.holder-secret");
        node.log.append("answer".getBytes(StandardCharsets.UTF_8));
        String manifest = node.manifest(order, draft);
        assertThat(node.send(order.jti(), manifest, draft.partial()).status()).isEqualTo(200);
        assertThat(node.send(order.jti(), manifest, draft.partial()).status()).as("its acknowledgement was lost").isEqualTo(200);
        assertThat(page("ines", "/nodes").split("policy.holder-secret", -1)).hasSize(2);
    }

    @Test
    void anApplicantReadsTheRulesOfTheInstitutionBeforeApplyingAndUnderThePermit() {
        for (String path : new String[] {"/applications/new", "/permits/" + permit, "/datasets/uls-coimbra/source_dem"}) {
            assertThat(page("marta", path)).as(path).contains("policy.holder-purpose", "Does not take part in questions of this purpose.", "At least 15 persons", "At least 5 professionals", "multiples of 5",
                    "lote", "cod_atc &lt;&gt; ");
        }
    }

    private void answer(String id, String task, Answers.Draft draft) {
        FakeNode node = body.node(id);
        assertThat(node.answer(node.order(task, body.orderKey), draft).status()).isEqualTo(200);
    }

    private String page(String user, String path) {
        Browser browser = Browser.of(body.url(), user);
        browser.language = "en";
        return browser.get(path).text();
    }
}
