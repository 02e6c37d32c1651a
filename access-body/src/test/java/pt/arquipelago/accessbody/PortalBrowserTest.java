package pt.arquipelago.accessbody;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import pt.arquipelago.policies.permit.TaskOrder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** The whole way in Chromium, from signing in to the result, in both languages, at two widths, by day and by night; screenshots are under {@code target/portal-pages}. */
@Tag("browser")
class PortalBrowserTest {
    private static final Path PICTURES = Path.of("target", "portal-pages");
    private static Playwright playwright;
    private static com.microsoft.playwright.Browser chromium;

    @TempDir
    private Path folder;
    private TestBody body;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private String prefix;

    @BeforeAll
    static void launch() throws Exception {
        Path program = Path.of(System.getenv().getOrDefault("ARQUIPELAGO_CHROMIUM", "/usr/bin/chromium"));
        if (!Files.isExecutable(program)) {
            fail("There is no Chromium at " + program + ". Install it (apt-get install -y chromium), or name another with ARQUIPELAGO_CHROMIUM.");
        }
        Files.createDirectories(PICTURES);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program).setHeadless(true).setArgs(List.of(
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void start() {
        body = TestBody.started(folder);
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
        body.close();
    }

    @ParameterizedTest
    @CsvSource({"pt, 1280, 900", "en, 390, 844"})
    void fromSigningInToTheResult(String language, int width, int height) {
        prefix = language + "-" + width;
        context = chromium.newContext(new NewContextOptions().setViewportSize(width, height).setLocale(language.equals("pt") ? "pt-PT" : "en-GB")
                .setColorScheme(language.equals("pt") ? ColorScheme.LIGHT : ColorScheme.DARK));
        context.setDefaultTimeout(30_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("page error: " + error));

        page.navigate(body.url() + "/");
        picture(page, "start");
        signIn(page, "marta");
        search(page);
        apply(page);
        String application = page.url().substring(page.url().lastIndexOf('/') + 1);
        as(page, "ines");
        page.navigate(body.url() + "/applications/" + application);
        page.locator("#step").selectOption("assessment");
        page.locator("#reason").fill("Completo");
        page.locator("form[action$=assessment] button").click();
        as(page, "duarte");
        decide(page, application);
        as(page, "marta");
        refusedInPlace(page);
        String task = run(page);
        as(page, "clara");
        review(page, task);
        as(page, "marta");
        result(page, task);
        page.navigate(body.url() + "/nodes");
        picture(page, "nodes");
        assertThat((Boolean) page.evaluate("() => [localStorage, sessionStorage].every(kept => Object.values(kept).every(value => !value.includes('<')))"))
                .as("no part of a page is kept in the browser").isTrue();
        assertThat(complaints).as("errors and violations of the Content-Security-Policy in the console").isEmpty();
    }

    private void search(Page page) {
        page.navigate(body.url() + "/datasets");
        page.locator("#q").fill("dispens");
        page.waitForURL("**/datasets?q=dispens*");
        assertThat(page.locator("#found li.panel")).hasCount(3);
        picture(page, "datasets");
        page.locator("#node").selectOption("uls-coimbra");
        page.waitForURL("**/datasets?*node=uls-coimbra*");
        assertThat(page.locator("#found li.panel")).hasCount(1);
        page.goBack();
        assertThat(page.locator("#found li.panel")).hasCount(3);
        page.locator("#found h2 a").first().click();
        assertThat(page.locator("table")).containsText("cod_atc");
        picture(page, "dataset");
    }

    private void apply(Page page) {
        page.locator("a[href^='/applications/new']").click();
        page.locator("#title").fill("Medicamentos da diabetes");
        page.locator("input[name=kind][value=public]").check();
        page.locator("#purpose").fill("Estudo da prescrição e do consumo de antidiabéticos");
        page.locator("#intended_use").fill("Artigo científico; melhor prescrição");
        page.locator("#safeguards").fill("Só agregados; equipa identificada");
        page.locator("input[name=column][value='source_dem/cod_atc']").check();
        page.locator("input[name=column][value='source_dem/custo']").check();
        picture(page, "apply");
        page.locator("form[action='/applications'] > p button").click();
        page.waitForURL("**/applications/a-*");
        picture(page, "application");
    }

    private void decide(Page page, String application) {
        page.navigate(body.url() + "/applications/" + application + "/decision");
        page.locator("#reason").fill("Necessário e proporcionado");
        page.locator("#keystore_password").fill(TestBody.PERMIT_PASSWORD);
        picture(page, "decision");
        page.locator("button[value=permit]").click();
        page.waitForURL("**/applications/" + application);
        page.locator("a[href^='/permits/']").first().click();
        page.waitForURL("**/permits/p-*");
        picture(page, "permit");
    }

    private void refusedInPlace(Page page) {
        page.navigate(body.url() + "/tasks/new");
        page.locator("#sql").fill("SELECT max(custo) FROM ");
        page.locator("button[data-insert=dem]").click();
        assertThat(page.locator("#sql")).hasValue("SELECT max(custo) FROM dem");
        page.locator("button[value=check]").click();
        page.waitForURL("**/tasks/new?task=*");
        String task = page.url().replaceAll(".*task=([^#&]*).*", "$1");
        answerAll(task, Answers.refused("gate.function"));
        assertThat(page.locator("#outcome mark").first()).isVisible();
        assertThat(page.locator("#outcome")).containsText("gate.function");
        page.locator("#outcome button[data-place]").first().click();
        assertThat(page.evaluate("() => { const t = document.getElementById('sql'); return t.value.slice(t.selectionStart, t.selectionEnd); }")).isEqualTo("max");
        picture(page, "editor-refused");
    }

    private String run(Page page) {
        page.locator("#sql").fill(PortalAnswers.SQL);
        page.locator("button[value=run]").click();
        page.waitForURL("**/tasks/t-*");
        String task = page.url().substring(page.url().lastIndexOf('/') + 1);
        Map<String, TaskOrder> orders = new TreeMap<>();
        for (String id : TestBody.NODES) {
            orders.put(id, body.node(id).order(task, body.orderKey));
            body.node(id).progress(orders.get(id).jti(), "executing");
        }
        assertThat(page.locator("#progress .tag.executing")).hasCount(3);
        picture(page, "task-running");
        orders.forEach((id, order) -> body.node(id).answer(order, PortalAnswers.of(id)));
        assertThat(page.locator("#progress .state")).containsText(prefix.startsWith("pt") ? "em verificação" : "output check");
        assertThat(page.locator("#progress .tag.released")).hasCount(3);
        picture(page, "task-review");
        return task;
    }

    private void answerAll(String task, Answers.Draft draft) {
        for (String id : TestBody.NODES) {
            body.node(id).answer(body.node(id).order(task, body.orderKey), draft);
        }
    }

    private void review(Page page, String task) {
        page.navigate(body.url() + "/review");
        page.locator("a[href='/review/" + task + "']").click();
        assertThat(page.locator("table.result")).containsText("A10");
        picture(page, "review");
        page.locator("button[value=release]").click();
        page.waitForURL("**/review");
    }

    private void result(Page page, String task) {
        page.navigate(body.url() + "/tasks");
        picture(page, "tasks");
        page.locator("a[href='/results/" + task + "']").click();
        assertThat(page.locator("table.result")).containsText("A10");
        assertThat(page.locator("table.result td.suppressed")).hasCount(2);
        assertThat(page.locator("table.result")).containsText(prefix.startsWith("pt") ? "2 de 3 instituições" : "2 of 3 institutions");
        assertThat(page.locator("table.result tr", new Page.LocatorOptions().setHas(page.locator("td.suppressed"))).locator("td").last()).hasText("–");
        assertThat(page.locator("#chart .drawing svg text").getByText("×")).hasCount(1);
        picture(page, "result");
        page.locator("#chart-measure").selectOption("1");
        assertThat(page.locator("#chart figcaption")).containsText("persons");
        assertThat(page.locator("#chart .drawing svg").getByText("persons")).hasCount(1);
        page.navigate(body.url() + "/permits");
        page.locator("main a[href^='/permits/']").first().click();
        assertThat(page.locator("#asked")).isVisible();
        assertThat(page.locator("main a[href='/tasks/" + task + "']")).hasCount(1);
        picture(page, "permit-asked");
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")).as("nothing hangs over the edge").isTrue();
    }

    private void as(Page page, String user) {
        page.locator("form[action='/sign-out'] button").click();
        signIn(page, user);
    }

    private void signIn(Page page, String user) {
        page.navigate(body.url() + "/sign-in");
        page.locator("#user").fill(user);
        page.locator("#password").fill("ilha-" + user + "-2026");
        Locator button = page.locator("main").getByRole(AriaRole.BUTTON);
        button.click();
        assertThat(page.locator(".who")).isVisible();
    }

    private void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(prefix + "-" + name + ".png")).setFullPage(true));
    }
}
