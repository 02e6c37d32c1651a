package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final String PATH = "/datasets/uls-coimbra/source_dem";
    private static final String HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> ' & <b>";
    private static final Pattern INLINE = Pattern.compile("<style|\\sstyle=|\\son[a-z]+=\"|<script(?! type=\"application/ld\\+json\">| src=\"/assets/[a-z-]+\\.js\" defer></script>)", Pattern.CASE_INSENSITIVE);
    private static final Pattern JSON_LD = Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        catalog = new RunningCatalog(folder);
        String hostile = RunningCatalog.description("uls-coimbra").replace("Dispensa Eletrónica Médica", HOSTILE).replace("\"male\"", "\"" + HOSTILE + "\"");
        HttpResponse<String> published = catalog.publish(PATH, hostile, "uls-coimbra", RunningCatalog.COIMBRA);
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/datasets", PATH, "/", "/catalog", "/profiles/dataset/shapes", "/validate", "/variables?q=sexo", "/variables/sexo", "/basket?at=uls-coimbra/source_dem", "/holders/uls-coimbra", "/systems/dem", PATH + "/versions", PATH + "/versions/1", "/changes", "/profiles", "/sparql", "/sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D+LIMIT+300", "/datasets?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/nothing",
        "/sparql?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E"})
    void neitherRunNorLoadAnythingForeignWhateverTextTheyShow(String path) {
        for (String language : List.of("pt", "en")) {
            HttpResponse<String> page = catalog.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language, "Accept", "text/html");
            assertThat(page.headers().firstValue("Content-Security-Policy")).get().asString().contains("default-src 'none'").doesNotContain("unsafe");
            assertThat(INLINE.matcher(page.body()).results().map(hit -> hit.group()).toList()).isEmpty();
            assertThat(page.body()).doesNotContain("<img src=x").contains("<html lang=\"" + language + "\"");
            assertThat(Pattern.compile("<(link|script|img)[^>]*(src|href)=\"https?://(?!catalogo\\.example)").matcher(page.body()).find()).isFalse();
        }
    }

    @Test
    void showHostileTextAsText() {
        String page = catalog.get(PATH + "?lang=pt", "Accept", "text/html").body();
        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)");
    }

    @Test
    void speakTheLanguageAskedFor() {
        assertThat(catalog.get("/datasets?lang=en", "Accept", "text/html").body()).contains("Test catalogue").contains("Institution").doesNotContain("Instituição");
        assertThat(catalog.get("/datasets", "Accept", "text/html", "Accept-Language", "en-GB,en;q=0.9").body()).contains("Test catalogue");
        assertThat(catalog.get("/datasets", "Accept", "text/html", "Accept-Language", "pt-PT").body()).contains("Catálogo de ensaio");
        assertThat(catalog.get("/datasets", "Accept", "text/html").body()).contains("Catálogo de ensaio");
        assertThat(catalog.get("/datasets", "Accept", "text/html").headers().firstValue("Vary")).get().asString().contains("Accept-Language");
    }

    @ParameterizedTest
    @CsvSource({"/, Catálogo de ensaio, Test catalogue", "/catalog, Catálogo de ensaio, Test catalogue", "/profiles/catalog, Catálogo, Catalogue", "/systems/dem, DEM: todas as instituições, DEM: all institutions",
        "/holders/uls-coimbra, ULS de Coimbra, Coimbra Local Health Unit"})
    void nameInJsonLdWhatTheGraphNamesInTheLanguageOfThePage(String path, String pt, String en) throws Exception {
        for (String[] asked : new String[][] {{"pt", pt}, {"en", en}}) {
            String first = JSON_LD.matcher(catalog.get(path + "?lang=" + asked[0], "Accept", "text/html").body()).results().map(hit -> hit.group(1)).findFirst().orElseThrow();
            assertThat(new ObjectMapper().readTree(first).at("/name").asText()).isEqualTo(asked[1]);
        }
    }

    @Test
    void countOneStatementAsOne() {
        String one = "text=%3Cx:a%3E+%3Cx:b%3E+%3Cx:c%3E+.";
        assertThat(catalog.post("/validate?lang=en", "application/x-www-form-urlencoded", one, "Accept", "text/html").body()).contains("1 statement</p>");
        assertThat(catalog.post("/validate?lang=pt", "application/x-www-form-urlencoded", one, "Accept", "text/html").body()).contains("1 declaração</p>");
    }

    @Test
    void embedJsonLdThatNamesTheSameDatasetByTheSameTitle() throws Exception {
        String page = catalog.get(PATH + "?lang=pt", "Accept", "text/html").body();
        List<String> embedded = JSON_LD.matcher(page).results().map(hit -> hit.group(1)).toList();
        assertThat(embedded).hasSize(2);
        JsonNode schema = new ObjectMapper().readTree(embedded.get(0));
        assertThat(schema.at("/@id").asText()).isEqualTo(RunningCatalog.BASE + PATH);
        assertThat(schema.at("/name").asText()).isEqualTo(HOSTILE);
        assertThat(new ObjectMapper().readTree(embedded.get(1)).at("/@graph").toString()).contains(RunningCatalog.BASE + PATH);
    }

    @Test
    void listTheDataDictionaryWithCodesAndTheNameOfTheTable() {
        String page = catalog.get(PATH + "?lang=en", "Accept", "text/html").body();
        assertThat(page).contains("<code>dem</code>").contains("numero_utente").contains("join and count").contains("DECIMAL(20,2)").contains("1,234,500");
        assertThat(catalog.get(PATH + ".html?lang=pt").body()).contains("pseudónimo");
    }

    @Test
    void showTheLabelAsAPictureWithItsTable() {
        String page = catalog.get(PATH + "?lang=en", "Accept", "text/html").body();
        assertThat(page).contains("Quality and utility label").contains("provisional").contains("awaits an implementing act").contains("targets missed")
                .contains("<svg viewBox=\"0 0 480 180\"").contains("Rows with a value in atc").contains(">99 %<").contains("too few to show").contains("30 days")
                .contains("Compared with the national registry").contains("not stated");
        assertThat(catalog.get(PATH + "?lang=pt", "Accept", "text/html").body()).contains("Rótulo de qualidade e utilidade").contains("não declarado").contains("poucos para mostrar");
        assertThat(catalog.get(PATH + ".csv").body()).contains("label_completeness_atc_percent,99").contains("label_completeness_escalao_percent,\r\n").contains("label_timeliness_days,30");
        assertThat(catalog.get(PATH + ".json").body()).contains("\"standing\" : \"targets_missed\"");
        assertThat(catalog.get("/datasets?label=targets_missed&lang=en", "Accept", "text/html").body()).contains("Quality of the data").contains("Coimbra Local Health Unit");
        assertThat(catalog.get("/search?label=none").body()).contains("\"total\" : 0");
    }

    @Test
    void showCountsOfValuesAndRegions() {
        String page = catalog.get(PATH + "?lang=en", "Accept", "text/html").body();
        assertThat(page).contains("2 · counted").contains("700,600").contains("Persons by region").contains("Região de Coimbra (PT192): 94,100 persons, 1,180,000 records")
                .contains("Ave (PT119): not published").contains("href=\"/variables/sexo?lang=en\"");
        assertThat(catalog.get(PATH + ".csv").body()).contains("value_sexo=F individuals_rounded_to_100,54100\r\n").contains("region_PT150 records_rounded_to_100,31200\r\n");
        assertThat(catalog.get(PATH + ".json").body()).contains("\"nuts\" : \"PT150\"").contains("\"individuals\" : 54100");
    }

    @Test
    void narrowTheListByFacetsAndSayHowManyEachHolds() {
        String page = catalog.get("/datasets?system=DEM&lang=en", "Accept", "text/html").body();
        assertThat(page).contains("aria-current=\"true\"").contains("Coimbra Local Health Unit").contains("name=\"system\" value=\"DEM\"");
        assertThat(catalog.get("/datasets?q=nonsense&lang=en", "Accept", "text/html").body()).contains("Nothing fits this search.");
    }

    @Test
    void leadFromTheRootToTheList() {
        String root = catalog.get("/?lang=en", "Accept", "text/html").body();
        assertThat(root).contains("href=\"/datasets").contains("FAIR Data Point");
    }

    @Test
    void theLicenceOfTheDescriptionsIsTheOneOfTheSettings(@TempDir Path other) {
        try (RunningCatalog free = RunningCatalog.licensed(other, pt.arquipelago.catalog.service.config.MetadataLicence.CC0)) {
            free.publish("uls-coimbra", RunningCatalog.COIMBRA);
            assertThat(free.get(PATH, "Accept", "text/html").body()).contains("https://creativecommons.org/publicdomain/zero/1.0/").doesNotContain("licenses/by/4.0");
            assertThat(free.get("/", "Accept", "text/turtle").body()).contains("authority/licence/CC0>").doesNotContain("CC_BY_4_0");
            assertThat(free.get("/catalog.ttl").body()).contains("authority/licence/CC0>").doesNotContain("CC_BY_4_0");
        }
    }
}
