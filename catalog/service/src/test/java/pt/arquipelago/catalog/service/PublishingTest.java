package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.jena.query.Dataset;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.TDB2Factory;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

class PublishingTest {
    private static final String PATH = "/datasets/uls-coimbra/source_dem";
    private static final String TURTLE = RunningCatalog.description("uls-coimbra");

    @TempDir
    Path folder;

    private RunningCatalog catalog;

    @BeforeEach
    void start() {
        catalog = new RunningCatalog(folder);
    }

    @AfterEach
    void stop() {
        catalog.close();
    }

    @Test
    void takesASignedDescriptionAndReplacesIt() {
        HttpResponse<String> first = catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).contains(RunningCatalog.BASE + PATH);
        String changed = TURTLE.replace("1234500", "2000000");
        assertThat(catalog.publish(PATH, changed, "uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(204);
        assertThat(catalog.get(PATH, "Accept", "text/turtle").body()).contains("2000000").doesNotContain("1234500");
    }

    @Test
    void refusesACallThatIsNotSigned() {
        HttpResponse<String> response = catalog.put(PATH, TURTLE, null, "*/*");
        assertRefused(response, 401, "description.unsigned");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void refusesTheKeyOfAnotherNode() {
        assertRefused(catalog.publish(PATH, TURTLE, "uls-sao-joao", RunningCatalog.SAO_JOAO), 403, "description.not-yours");
        assertRefused(catalog.publish(PATH, TURTLE, "uls-coimbra", RunningCatalog.SAO_JOAO), 403, "description.not-yours");
    }

    @Test
    void refusesAKeyNobodyRegistered() {
        assertRefused(catalog.publish(PATH, TURTLE, "uls-coimbra", SigningKey.generate()), 401, "description.signature");
    }

    @Test
    void refusesASignatureOfAnotherTimeMethodPathBodyOrService() {
        assertRefused(signed(claims -> claims.put("iat", 1_000_000).put("exp", 1_000_060)), 401, "description.signature");
        assertRefused(signed(claims -> claims.put("iat", RunningCatalog.NOW.getEpochSecond() + 1000).put("exp", RunningCatalog.NOW.getEpochSecond() + 1060)), 401, "description.signature");
        assertRefused(signed(claims -> claims.put("exp", RunningCatalog.NOW.getEpochSecond() + 3600)), 401, "description.signature");
        assertRefused(signed(claims -> claims.put("htm", "POST")), 401, "description.signature");
        assertRefused(signed(claims -> claims.put("htu", "/datasets/uls-coimbra/source_pem")), 401, "description.signature");
        assertRefused(signed(claims -> claims.put("digest", "sha256:" + "0".repeat(64))), 401, "description.signature");
        assertRefused(signed(claims -> claims.put("aud", "access-body")), 401, "description.signature");
        assertRefused(signed(claims -> claims.remove("exp")), 401, "description.signature");
        assertThat(signed(claims -> claims.put("aud", "catalog")).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesAMessageOfAnotherKind() {
        ObjectNode claims = RunningCatalog.claims("uls-coimbra", PATH, TURTLE.getBytes(StandardCharsets.UTF_8));
        assertRefused(catalog.put(PATH, TURTLE, Jws.sign(RunningCatalog.COIMBRA, MessageType.HEAD, claims), "*/*"), 401, "description.signature");
    }

    @Test
    void refusesAnOlderCallAfterANewerOne() {
        assertThat(signed(claims -> claims.put("iat", RunningCatalog.NOW.getEpochSecond() + 1)).statusCode()).isEqualTo(201);
        assertRefused(signed(claims -> { }), 409, "description.older");
    }

    @Test
    void refusesWhatIsNotTurtleAndSaysWhere() {
        HttpResponse<String> response = catalog.publish(PATH, "<a> <b> .", "uls-coimbra", RunningCatalog.COIMBRA);
        assertRefused(response, 400, "description.malformed");
        assertThat(response.body()).contains("line: 1");
        assertRefused(catalog.publish(PATH, "<http://a.example/with space> a <b> .", "uls-coimbra", RunningCatalog.COIMBRA), 400, "description.malformed");
    }

    @Test
    void refusesAnotherContentType() {
        HttpResponse<String> response = catalog.post(PATH, "text/turtle", TURTLE);
        assertThat(response.statusCode()).isEqualTo(405);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String large = TURTLE + "#".repeat(300_000);
        assertRefused(catalog.publish(PATH, large, "uls-coimbra", RunningCatalog.COIMBRA), 413, "too-large");
    }

    @Test
    void refusesADescriptionWithoutWhatIsMandatoryAndListsTheFindingsInTwoLanguages() throws Exception {
        String poor = TURTLE.lines().filter(line -> !line.contains("dcatap:applicableLegislation")).reduce("", (a, b) -> a + b + "\n");
        HttpResponse<String> response = catalog.publish(PATH, poor, "uls-coimbra", RunningCatalog.COIMBRA);
        assertRefused(response, 422, "description.shapes");
        JsonNode finding = new ObjectMapper().readTree(response.body()).at("/findings/0");
        assertThat(finding.at("/rule/pt").asText()).isNotBlank();
        assertThat(finding.at("/rule/en").asText()).isNotBlank();
        assertThat(finding.at("/property").asText()).contains("applicableLegislation");
    }

    @Test
    void givesTheReportAsShaclToWhoAcceptsTurtle() {
        String poor = TURTLE.replace("dct:accessRights", "dct:rights");
        String signature = Jws.sign(RunningCatalog.COIMBRA, MessageType.DESCRIPTION, RunningCatalog.claims("uls-coimbra", PATH, poor.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> response = catalog.put(PATH, poor, signature, "text/turtle");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("ValidationReport").contains("accessRights");
    }

    @Test
    void refusesAGraphThatSpeaksOfAnothersDataset() {
        String base = RunningCatalog.BASE;
        assertRefused(withLine("<" + base + "/datasets/uls-sao-joao/source_dem> dct:title \"mine\"@en ."), 422, "description.scope");
        assertRefused(withLine("<" + base + "/datasets/uls-sao-joao/source_dem> a dcat:Dataset ."), 422, "description.scope");
        assertRefused(withLine("<" + base + "/catalog> a dcat:Distribution ."), 422, "description.scope");
        assertRefused(withLine("<" + base + PATH + "#record> dct:modified \"2030\" ."), 422, "description.scope");
        assertRefused(withLine("[] a dcat:Dataset ."), 422, "description.scope");
        assertRefused(withLine("<#mine> a dcat:Catalog ."), 422, "description.scope");
        assertRefused(withLine("<https://elsewhere.example/> dct:title \"x\" ."), 422, "description.scope");
    }

    @Test
    void refusesADescriptionThatConformsButThatNobodyCouldRead() {
        assertRefused(catalog.publish(PATH, TURTLE.replace("\"uls-coimbra\"", "\"uls-outra\""), "uls-coimbra", RunningCatalog.COIMBRA), 422, "description.unreadable");
        assertRefused(catalog.publish(PATH, TURTLE.replace("1234500", "1234567"), "uls-coimbra", RunningCatalog.COIMBRA), 422, "description.unreadable");
    }

    @Test
    void leavesTheStoreAsItWasWhenItRefuses() {
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        String before = catalog.get("/catalog.ttl").body();
        withLine("<https://elsewhere.example/> dct:title \"x\" .");
        catalog.publish(PATH, "broken", "uls-coimbra", RunningCatalog.COIMBRA);
        assertThat(catalog.get("/catalog.ttl").body()).isEqualTo(before);
    }

    @Test
    void startsEvenIfTheStoreHoldsAGraphThatThisVersionCannotRead() {
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
        catalog.close();
        Dataset store = TDB2Factory.connectDataset(folder.resolve("store").toString());
        Txn.executeWrite(store, () -> store.getNamedModel(RunningCatalog.BASE + PATH).removeAll(null, DCTerms.issued, null));
        TDBInternal.expel(store.asDatasetGraph());
        catalog = new RunningCatalog(folder);
        assertThat(catalog.get("/health").body()).contains("\"datasets\":1");
        assertThat(catalog.publish("uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(201);
        assertThat(catalog.get("/health").body()).contains("\"datasets\":2");
    }

    @Test
    void keepsWhatItTookOverARestart() {
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        String before = catalog.get(PATH, "Accept", "application/json").body();
        catalog.close();
        catalog = new RunningCatalog(folder);
        assertThat(catalog.get(PATH, "Accept", "application/json").body()).isEqualTo(before);
        assertThat(catalog.get("/health").body()).contains("\"datasets\":1");
    }

    private HttpResponse<String> withLine(String line) {
        return catalog.publish(PATH, TURTLE + "\n" + line + "\n", "uls-coimbra", RunningCatalog.COIMBRA);
    }

    private HttpResponse<String> signed(Consumer<ObjectNode> change) {
        ObjectNode claims = RunningCatalog.claims("uls-coimbra", PATH, TURTLE.getBytes(StandardCharsets.UTF_8));
        change.accept(claims);
        return catalog.put(PATH, TURTLE, Jws.sign(RunningCatalog.COIMBRA, MessageType.DESCRIPTION, claims), "*/*");
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\" : \"" + code + "\"").contains("\"remedy\"");
    }
}
