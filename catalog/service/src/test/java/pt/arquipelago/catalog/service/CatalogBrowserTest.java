package pt.arquipelago.catalog.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in Chromium, in both languages, at two widths, by day and by night; screenshots are under {@code target/catalogue-pages}. */
@Tag("browser")
class CatalogBrowserTest {
    private static final Path PICTURES = Path.of("target", "catalogue-pages");
    private static final List<String> PAGES = List.of("/datasets", "/datasets/uls-coimbra/source_dem.html", "/variables?q=sexo", "/variables/sexo", "/holders/uls-coimbra", "/systems/dem",
            "/datasets/uls-coimbra/source_dem/versions", "/basket?at=uls-coimbra/source_dem", "/validate", "/", "/changes", "/profiles");

    @TempDir
    static Path folder;

    private static RunningCatalog catalog;
    private static Playwright playwright;
    private static Browser chromium;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void launch() throws Exception {
        Path program = Path.of(System.getenv().getOrDefault("ARQUIPELAGO_CHROMIUM", "/usr/bin/chromium"));
        if (!Files.isExecutable(program)) {
            fail("There is no Chromium at " + program + ". Install it (apt-get install -y chromium), or name another with ARQUIPELAGO_CHROMIUM.");
        }
        Files.createDirectories(PICTURES);
        catalog = new RunningCatalog(folder);
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program).setHeadless(true).setArgs(List.of(
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    @AfterAll
    static void quit() {
        if (playwright != null) {
            playwright.close();
        }
        if (catalog != null) {
            catalog.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"pt, 1280, 900", "en, 390, 844"})
    void pagesComplainOfNothingAndFitTheirWidth(String language, int width, int height) {
        try (BrowserContext context = context(language, width, height)) {
            Page page = page(context);
            for (String path : PAGES) {
                open(page, path, language);
                picture(page, language + "-" + width + path.replaceAll("[^a-z0-9]+", "-"));
                assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")).as(path + " fits " + width).isTrue();
            }
            assertThat(complaints).as("errors and violations of the Content-Security-Policy in the console").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"pt, 1280, 900", "en, 390, 844"})
    void aQueryIsWrittenCompletedMendedRunSortedAndTakenAway(String language, int width, int height) throws Exception {
        try (BrowserContext context = context(language, width, height)) {
            Page page = page(context);
            open(page, "/sparql", language);
            write(page, "SELECT ?d ?t WHERE {\n  ?d a dcat:Data");
            page.keyboard().press("Control+Space");
            picture(page, language + "-" + width + "-sparql-completing");
            page.locator(".CodeMirror-hint", new Page.LocatorOptions().setHasText("dcat:Dataset")).first().click();
            assertThat(page.locator(".CodeMirror-code")).containsText("PREFIX dcat: <http://www.w3.org/ns/dcat#>");

            write(page, "PREFIX dcat: <http://www.w3.org/ns/dcat#>\nSELECT ?d WHERE {\n  ?d a dcat:Dataset .\n  ?d nonsense ?t }");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("[role=alert]")).containsText(language.equals("pt") ? "linha 4, coluna 6" : "line 4, column 6");
            assertThat(page.locator("pre.place")).containsText("     ^");
            assertThat(page.locator(".CodeMirror-linebackground.faulty")).hasCount(1);
            assertThat((String) page.evaluate("() => { const at = document.querySelector('.CodeMirror').CodeMirror.getCursor(); return at.line + ':' + at.ch }")).isEqualTo("3:5");
            picture(page, language + "-" + width + "-sparql-wrong");

            write(page, "PREFIX dct: <http://purl.org/dc/terms/>\nSELECT ?d ?n ?t WHERE { ?d dct:title ?t ; <http://healthdataportal.eu/ns/health#numberOfRecords> ?r BIND(strlen(?t) * 5 AS ?n) }");
            page.keyboard().press("Control+Enter");
            Locator numbers = page.locator("table.sortable tbody td:nth-child(2)");
            assertThat(numbers).hasCount(4);
            page.locator("button.sort", new Page.LocatorOptions().setHasText("n")).click();
            assertThat(page.locator("th[aria-sort=ascending]")).hasText("n");
            List<Integer> sorted = numbers.allTextContents().stream().map(Integer::valueOf).toList();
            assertThat(sorted).isSorted();
            page.locator("button.sort", new Page.LocatorOptions().setHasText("n")).click();
            assertThat(numbers.first()).hasText(sorted.get(3).toString());
            picture(page, language + "-" + width + "-sparql-answer");
            Path csv = page.waitForDownload(() -> page.locator("button[value=csv]").click()).path();
            assertThat(Files.readAllLines(csv)).hasSize(5).first().isEqualTo("d,n,t");
            assertThat(complaints).as("errors and violations of the Content-Security-Policy in the console").isEmpty();
        }
    }

    private BrowserContext context(String language, int width, int height) {
        BrowserContext context = chromium.newContext(new NewContextOptions().setViewportSize(width, height).setLocale(language.equals("pt") ? "pt-PT" : "en-GB")
                .setColorScheme(language.equals("pt") ? ColorScheme.LIGHT : ColorScheme.DARK));
        context.setDefaultTimeout(30_000);
        return context;
    }

    private Page page(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("page error: " + error));
        return page;
    }

    private static void open(Page page, String path, String language) {
        page.navigate(catalog.address() + path + (path.contains("?") ? "&" : "?") + "lang=" + language);
    }

    private static void write(Page page, String query) {
        page.evaluate("query => { const editor = document.querySelector('.CodeMirror').CodeMirror; editor.setValue(query); editor.focus(); editor.execCommand('goDocEnd') }", query);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }
}
