package pt.arquipelago.accessbody;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages over HTTP: who may open which, what forms demand, that hostile text stays text, and both languages. */
class PortalTest {
    private static final String HOSTILE = "<script>alert('x')</script>\" onmouseover=\"alert(1)";

    @TempDir
    private static Path folder;
    private static TestBody body;
    private static final Map<String, Browser> BROWSERS = new HashMap<>();
    private static String application;
    private static String permit;
    private static String running;
    private static String inReview;
    private static String released;

    @BeforeAll
    static void start() {
        body = TestBody.started(folder);
        permit = body.permit();
        application = body.as("marta").get("/api/v1/permits/" + permit).json().path("application").asText();
        released = answered();
        body.as("clara").post("/api/v1/tasks/" + released + "/review", "{\"decision\": \"release\", \"reason\": \"\"}");
        inReview = answered();
        running = body.task(permit);
    }

    @AfterAll
    static void stop() {
        body.close();
    }

    private static String answered() {
        String task = body.task(permit);
        for (String id : TestBody.NODES) {
            FakeNode node = body.node(id);
            node.answer(node.order(task, body.orderKey), Answers.counts(Map.of("A10", 1234L, "C09", 20L)));
        }
        Await.until(() -> body.as("marta").get("/api/v1/tasks/" + task).json().path("state").asText().equals("review"));
        return task;
    }

    private static Browser as(String user) {
        return BROWSERS.computeIfAbsent(user, name -> name.equals("nobody") ? new Browser(body.url()) : Browser.of(body.url(), name));
    }

    private static String path(String template) {
        return template.replace("APPLICATION", application).replace("PERMIT", permit).replace("RUNNING", running).replace("REVIEW", inReview).replace("RELEASED", released);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # page                                | researcher | case handler | decision maker | output checker | auditor | institution | nobody
            /                                     | 200 | 200 | 200 | 200 | 200 | 200 | 200
            /sign-in                              | 200 | 200 | 200 | 200 | 200 | 200 | 200
            /datasets                             | 200 | 200 | 200 | 200 | 200 | 200 | 401
            /datasets/uls-coimbra/source_dem      | 200 | 200 | 200 | 200 | 200 | 200 | 401
            /applications                         | 200 | 200 | 200 | 403 | 200 | 403 | 401
            /applications/new                     | 200 | 403 | 403 | 403 | 403 | 403 | 401
            /applications/APPLICATION             | 200 | 200 | 200 | 403 | 200 | 403 | 401
            /applications/APPLICATION/decision    | 403 | 403 | 200 | 403 | 403 | 403 | 401
            /permits                              | 200 | 200 | 200 | 200 | 200 | 403 | 401
            /permits/PERMIT                       | 200 | 200 | 200 | 200 | 200 | 403 | 401
            /tasks                                | 200 | 403 | 403 | 200 | 200 | 403 | 401
            /tasks/new                            | 200 | 403 | 403 | 403 | 403 | 403 | 401
            /tasks/RUNNING                        | 200 | 403 | 403 | 200 | 200 | 403 | 401
            /tasks/RUNNING/progress               | 200 | 403 | 403 | 200 | 200 | 403 | 401
            /review                               | 403 | 403 | 403 | 200 | 403 | 403 | 401
            /review/REVIEW                        | 403 | 403 | 403 | 200 | 403 | 403 | 401
            /results/REVIEW                       | 409 | 403 | 403 | 200 | 403 | 403 | 401
            /results/RELEASED                     | 200 | 403 | 403 | 200 | 403 | 403 | 401
            /nodes                                | 200 | 200 | 200 | 200 | 200 | 200 | 401
            """)
    void pagesOpenToTheirRolesOnly(String page, int researcher, int caseHandler, int decisionMaker, int outputChecker, int auditor, int institution, int nobody) {
        assertThat(as("marta").get(path(page)).status()).as("researcher").isEqualTo(researcher);
        assertThat(as("ines").get(path(page)).status()).as("case handler").isEqualTo(caseHandler);
        assertThat(as("duarte").get(path(page)).status()).as("decision maker").isEqualTo(decisionMaker);
        assertThat(as("clara").get(path(page)).status()).as("output checker").isEqualTo(outputChecker);
        assertThat(as("rui").get(path(page)).status()).as("auditor").isEqualTo(auditor);
        assertThat(as("joana").get(path(page)).status()).as("institution").isEqualTo(institution);
        assertThat(as("nobody").get(path(page)).status()).as("nobody").isEqualTo(nobody);
    }

    @ParameterizedTest
    @CsvSource({"/applications/APPLICATION", "/tasks/RUNNING", "/results/RELEASED", "/permits/PERMIT"})
    void anotherResearchersThingsAreNotThere(String page) {
        assertThat(as("tiago").get(path(page)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
            "marta, /applications", "marta, /tasks", "marta, /tasks/RUNNING/cancellation", "marta, /sign-out", "ines, /applications/APPLICATION/assessment",
            "duarte, /applications/APPLICATION/decision", "duarte, /permits/PERMIT/status", "clara, /review/REVIEW", "marta, /applications/APPLICATION/withdrawal"})
    void aFormWithoutItsTokenIsRefusedAndChangesNothing(String user, String action) {
        String[] fields = {"decision", "release", "reason", "because", "status", "revoked", "permit", permit, "sql", TestBody.SQL};
        String[] wrong = java.util.stream.Stream.concat(java.util.Arrays.stream(fields), java.util.stream.Stream.of("csrf", "0".repeat(64))).toArray(String[]::new);
        assertThat(as(user).post(path(action), fields).status()).isEqualTo(403);
        Browser.Page refused = as(user).post(path(action), wrong);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("access.form-not-ours");
        assertThat(as("clara").get(path("/review/REVIEW")).status()).isEqualTo(200);
        assertThat(as("marta").get(path("/permits/PERMIT")).text()).doesNotContain("revogada");
    }

    @ParameterizedTest
    @CsvSource({
            "marta, /applications/APPLICATION/decision", "marta, /applications/APPLICATION/assessment", "marta, /permits/PERMIT/status", "marta, /review/REVIEW",
            "ines, /applications/APPLICATION/decision", "ines, /applications", "duarte, /review/REVIEW", "duarte, /applications/APPLICATION/assessment",
            "clara, /tasks", "clara, /permits/PERMIT/status", "rui, /tasks", "rui, /review/REVIEW", "joana, /applications", "joana, /tasks/RUNNING/cancellation"})
    void aFormSentByAnotherRoleIsRefused(String user, String action) {
        Browser.Page page = as(user).submit(path(action), "decision", "permit", "reason", "because", "status", "revoked", "permit", permit, "sql", TestBody.SQL, "title", "x");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("access.forbidden");
    }

    @Test
    void anotherResearcherCannotCancel() {
        assertThat(as("tiago").submit(path("/tasks/RUNNING/cancellation")).status()).isEqualTo(404);
    }

    @Test
    void theTokenOfAnotherSessionIsNoToken() {
        Browser tiago = as("tiago");
        assertThat(as("marta").post("/sign-out", "csrf", tiago.token()).status()).isEqualTo(403);
    }

    @Test
    void hostileTextStaysText() {
        Browser marta = as("marta");
        String sql = "SELECT '" + HOSTILE + "' FROM dem";
        String task = marta.submit("/tasks", "permit", permit, "sql", sql, "action", "check").location();
        assertThat(task).startsWith("/tasks/new?task=");
        assertEscaped(marta.get(task.replace("#outcome", "")));
        assertEscaped(marta.get("/tasks"));
        assertEscaped(marta.submit("/applications", "title", HOSTILE, "purpose", HOSTILE, "article", "53(1)(e)", "persons", HOSTILE));
        assertThat(marta.get("/datasets?q=" + java.net.URLEncoder.encode(HOSTILE, java.nio.charset.StandardCharsets.UTF_8)).text()).doesNotContain("<script>alert");
        assertThat(marta.get("/?x=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text()).doesNotContain("<script>alert");
    }

    private static void assertEscaped(Browser.Page page) {
        assertThat(page.text()).doesNotContain("<script>alert").doesNotContainPattern("=\"[^\">]*alert[^\">]*\" onmouseover=").contains("&lt;script&gt;alert");
    }

    @Test
    void aWrongApplicationComesBackWithWhatWasTypedAndWhatIsWrong() {
        Browser.Page page = as("marta").submit("/applications", "title", "Só o título", "column", "source_dem/cod_atc", "at", "source_dem/uls-coimbra");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("value=\"Só o título\"").contains("input.invalid").contains("value=\"source_dem/cod_atc\" checked").contains("value=\"source_dem/uls-coimbra\" checked");
    }

    @Test
    void theCataloguesBasketOpensItsTablesAndTicksTheirInstitutionsButNoColumn() {
        String coimbra = "https%3A%2F%2Fcatalogo.example%2Fdatasets%2Fuls-coimbra%2Fsource_dem";
        String brought = "dataset=" + coimbra + "&dataset=https%3A%2F%2Fcatalogo.example%2Fdatasets%2Fuls-coimbra%2Fsource_%3Cb%3E&dataset=" + coimbra;
        Browser.Page led = as("marta").get("/?" + brought);
        assertThat(led.status()).isEqualTo(303);
        String page = as("marta").get(led.location()).text();
        assertThat(page).contains("value=\"source_dem/uls-coimbra\" checked").doesNotContain("value=\"source_dem/uls-sao-joao\" checked").doesNotContain("value=\"source_dem/cod_atc\" checked")
                .contains("id=\"source_dem\" open").contains("Conjuntos de dados: 1").contains("<code>https://catalogo.example/datasets/uls-coimbra/source_&lt;b&gt;</code>");
        assertThat(as("marta").get("/applications/new").text()).contains("value=\"source_dem/uls-sao-joao\" checked").doesNotContain("Escolhidos no catálogo");
        assertThat(as("marta").submit("/applications", "title", "Sem colunas", "at", "source_dem/uls-coimbra", "brought", "source_dem").text())
                .contains("id=\"source_dem\" open").contains("value=\"source_dem/uls-coimbra\" checked");
        assertThat(as("marta").get("/applications/new?dataset=" + coimbra.replace("uls-coimbra", "uls-x")).text()).contains("datasets/uls-x/source_dem").doesNotContain("Escolhidos no catálogo");
    }

    @Test
    void whoIsNotSignedInComesBackToTheFormWithTheBasket() {
        String iri = "https%3A%2F%2Fcatalogo.example%2Fdatasets%2Fuls-coimbra%2Fsource_dem";
        Browser.Page led = new Browser(body.url()).get("/?dataset=" + iri);
        Browser browser = new Browser(body.url());
        assertThat(browser.get(led.location()).text()).contains("value=\"/applications/new?dataset=" + iri + "\"");
        assertThat(browser.post("/sign-in", "user", "marta", "password", "ilha-marta-2026", "next", led.location()).location()).isEqualTo(led.location());
    }

    @Test
    void anApplicationGoesFromItsFormThroughAssessmentAndDecisionToAPermit() {
        Browser.Page sent = as("marta").submit("/applications", "title", "Diabetes", "basis", "art68", "organisation", "Instituto", "kind", "public", "article", "53(1)(e)",
                "purpose", "Estudo", "intended_use", "Artigo", "safeguards", "Agregados", "valid_days", "90",
                "at", "source_dem/uls-coimbra", "at", "source_dem/uls-sao-joao", "column", "source_dem/cod_atc");
        assertThat(sent.status()).isEqualTo(303);
        String id = sent.location();
        assertThat(as("ines").submit(id + "/assessment", "step", "incomplete", "reason", "Falta a ética").status()).isEqualTo(303);
        assertThat(as("marta").get(id + "/edit").text()).contains("value=\"source_dem/cod_atc\" checked").doesNotContain("value=\"source_dem/uls-santa-maria\" checked");
        assertThat(as("marta").submit(id + "/submission", "title", "Diabetes", "organisation", "Instituto", "kind", "public", "article", "53(1)(e)", "purpose", "Estudo",
                "intended_use", "Artigo", "safeguards", "Agregados", "ethics", "Parecer 12", "at", "source_dem/uls-coimbra", "column", "source_dem/cod_atc").status()).isEqualTo(303);
        assertThat(as("ines").submit(id + "/assessment", "step", "assessment", "reason", "Completo").status()).isEqualTo(303);
        Browser.Page locked = as("duarte").submit(id + "/decision", "decision", "permit", "reason", "Proporcionado", "keystore_password", "a wrong one", "persons", "12", "professionals", "3", "valid_days", "30");
        assertThat(locked.status()).isEqualTo(422);
        assertThat(locked.text()).contains("permit.keystore-locked").contains("Proporcionado").doesNotContain("a wrong one");
        assertThat(as("duarte").submit(id + "/decision", "decision", "permit", "reason", "Proporcionado", "keystore_password", TestBody.PERMIT_PASSWORD,
                "persons", "12", "professionals", "3", "valid_days", "30").status()).isEqualTo(303);
        assertThat(as("marta").get(id).text()).contains("/permits/p-");
    }

    @Test
    void aPermitIsSuspendedTakenUpAgainAndRevoked() {
        String other = body.permit();
        for (String status : new String[] {"suspended", "active", "revoked"}) {
            assertThat(as("duarte").submit("/permits/" + other + "/status", "status", status, "reason", "Averiguação").status()).isEqualTo(303);
        }
        assertThat(as("marta").get("/permits/" + other).text()).contains("revogada").contains("Averiguação").doesNotContain("/tasks/new?permit=" + other);
    }

    @Test
    void theLanguageIsTheOneChosenElseTheBrowsersElsePortuguese() {
        Browser browser = new Browser(body.url());
        browser.language = "en-GB,en;q=0.8";
        assertThat(browser.get("/").text()).contains("<html lang=\"en\">").contains("Questions travel to the data");
        assertThat(browser.get("/?lang=pt").text()).contains("<html lang=\"pt\">").contains("As perguntas viajam");
        assertThat(browser.get("/?lang=pt").header("Set-Cookie")).startsWith("arquipelago_lang=pt");
        browser.language = "fr";
        assertThat(browser.get("/").text()).contains("<html lang=\"pt\">");
        assertThat(browser.get("/datasets?q=a%26b&lang=pt").text()).contains("hreflang=\"en\"");
    }

    @Test
    void theCookieOfASessionIsForThisSiteAndNoScript() {
        Browser.Page page = new Browser(body.url()).post("/sign-in", "user", "rui", "password", "ilha-rui-2026", "next", "https://elsewhere.example/");
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/");
        assertThat(page.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Strict");
    }

    @Test
    void aFormOfAnotherSiteDoesNotSignIn() {
        var browser = new Browser(body.url());
        var request = browser.request("/sign-in").header("Content-Type", "application/x-www-form-urlencoded").header("Origin", "https://elsewhere.example")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("user=rui&password=ilha-rui-2026"));
        assertThat(browser.send(request).status()).isEqualTo(403);
    }

    @Test
    void aResultShowsItsTableChartOriginAndFiles() {
        String page = as("marta").get(path("/results/RELEASED")).text();
        assertThat(page).contains("A10").containsPattern("3\\s?702|3\u00a0702").contains("3 de 3 instituições").contains("data-chart=").contains("vega-lite").contains("sha256:").contains("format=csv").contains("format=json");
    }

    @Test
    void aMistypedAddressIsAPageForPeopleAndAProblemForPrograms() {
        assertThat(as("nobody").get("/no-such-page").text()).contains("<!DOCTYPE html>").contains("input.not-found");
        assertThat(as("nobody").get("/no-such-page").status()).isEqualTo(404);
        assertThat(as("nobody").get("/api/v1/no-such-thing").header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aRefusalIsSaidInTheLanguageOfThePageWithItsPlaceInTheText() {
        Browser marta = as("marta");
        String task = marta.submit("/tasks", "permit", permit, "sql", "SELECT max(custo)\r\nFROM dem", "action", "run").location();
        for (String id : TestBody.NODES) {
            body.node(id).answer(body.node(id).order(task.substring("/tasks/".length()), body.orderKey), Answers.refused("gate.extreme"));
        }
        assertThat(marta.get(task).text()).contains("Mínimos e máximos").contains("gate.extreme").contains("SELECT <mark>max</mark>(custo)\nFROM dem").contains("linha 1, coluna 8");
        assertThat(marta.get(task + "?lang=en").text()).contains("Not allowed.").contains("Ask otherwise.").doesNotContain("Mínimos");
    }

    @Test
    void theQuestionThatWouldBeAcceptedIsShownAndTakenIntoTheEditor() {
        Browser marta = as("marta");
        String task = marta.submit("/tasks", "permit", permit, "sql", "SELECT max(custo) FROM dem", "action", "check").location().replaceAll(".*task=([^#&]*).*", "$1");
        for (String id : TestBody.NODES) {
            body.node(id).answer(body.node(id).order(task, body.orderKey), Answers.refused("gate.extreme"));
        }
        String use = "/tasks/new?task=" + task + "&instead=yes";
        assertThat(marta.get("/tasks/new?task=" + task).text()).contains("Isto seria aceite:").contains("SELECT avg(custo) AS media FROM dem").contains(use.replace("&", "&amp;"));
        assertThat(marta.get(use).text()).containsPattern("<textarea id=\"sql\"[^>]*>SELECT avg\\(custo\\) AS media FROM dem</textarea>").doesNotContain("gate.extreme");
        assertThat(body.as("marta").get("/api/v1/tasks/" + task).json().path("refusal").path("rewritten").asText()).isEqualTo("SELECT avg(custo) AS media FROM dem");
    }

    @Test
    void pagesForbidScriptsAndStylesInThemselves() {
        Browser.Page page = as("marta").get(path("/results/RELEASED"));
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'").contains("script-src 'self'").doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain(" style=").doesNotContain(" onclick=").doesNotContain("<style");
    }
}
