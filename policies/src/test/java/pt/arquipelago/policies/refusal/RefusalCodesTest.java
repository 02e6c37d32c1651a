package pt.arquipelago.policies.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import pt.arquipelago.policies.testing.Golden;
import pt.arquipelago.policies.testing.Opa;

/** The codes of this module's Java and Rego, and the page that lists them. */
class RefusalCodesTest {
    private static final Path REGO = Golden.project().resolve("policies/rego");
    private static final String BEGIN = "<!-- begin: messages, permits and policies (generated) -->\n";
    private static final String END = "<!-- end: messages, permits and policies -->\n";

    @Test
    void everyCodeIsWordedAndUnique() throws IOException {
        List<String[]> rows = rows();
        assertThat(rows).extracting(row -> row[0]).doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row[0]).matches("(message|permit|status|order|request|manifest|head|policy)\\.[a-z]+(-[a-z]+)*");
            assertThat(row[1]).endsWith(".");
            assertThat(row[2]).endsWith(".").isNotEqualTo(row[1]);
            assertThat(row[3]).endsWith(".");
        });
    }

    @Test
    void thePageListsThemAll() throws IOException {
        Path page = Golden.project().resolve("docs/refusal-codes.md");
        String text = Files.readString(page);
        assertThat(text).contains(BEGIN).contains(END);
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        Golden.assertSame(page, before + table() + text.substring(text.indexOf(END)));
    }

    @Test
    void everyRuleFileIsTestedAndItsPackageIsItsFolder() throws IOException {
        for (JsonNode module : modules()) {
            Path file = Path.of(module.get("file").textValue());
            String test = file.toString().replaceFirst("\\.rego$", "_test.rego");
            assertThat(Path.of(test)).exists();
            String text = Files.readString(file);
            String folder = REGO.relativize(file.getParent()).toString().replace('/', '.');
            assertThat(text).contains("\npackage " + folder + "\n").contains("\ndefault allow := false\n").startsWith("# METADATA\n# title: ");
            assertThat(text.lines().filter(line -> line.matches("\\w.*") && !line.matches("(package|import|default) .*")))
                    .allSatisfy(line -> assertThat(line).matches("_?[a-z][a-z0-9_]*\\b.*"));
            assertThat(text.split("denials contains ", -1).length).as("%s: each denial has METADATA", file)
                    .isEqualTo(text.split("\n#   code: policy\\.", -1).length);
        }
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("\n| code | what it says | em português | what to do | article |\n|---|---|---|---|---|\n");
        rows().forEach(row -> table.append("| `").append(row[0]).append("` | ").append(row[1]).append(" | ").append(row[2]).append(" | ").append(row[3])
                .append(" | ").append(row[4]).append(" |\n"));
        return table.append('\n').toString();
    }

    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        Arrays.stream(RefusalCode.values()).forEach(code -> rows.add(new String[] {code.code(), code.sentence(), code.sentencePt(), code.remedy(), ""}));
        List<String[]> rules = new ArrayList<>();
        for (JsonNode rule : annotations()) {
            JsonNode custom = rule.path("annotations").path("custom");
            if (custom.has("code")) {
                rules.add(new String[] {custom.path("code").asText(), custom.path("message").asText(), custom.path("message_pt").asText(),
                    custom.path("remedy").asText(), custom.path("article").asText("")});
            }
        }
        assertThat(rules).hasSizeGreaterThan(10);
        rules.stream().sorted(Comparator.comparing(row -> row[0])).forEach(rows::add);
        return rows;
    }

    private static JsonNode annotations() throws IOException {
        return new ObjectMapper().readTree(Opa.run("inspect", "--annotations", "--format", "json", REGO.toString())).get("annotations");
    }

    private static List<JsonNode> modules() throws IOException {
        TreeMap<String, JsonNode> files = new TreeMap<>();
        for (JsonNode annotation : annotations()) {
            String file = annotation.path("location").path("file").asText();
            if (!file.endsWith("_test.rego")) {
                files.put(file, new ObjectMapper().createObjectNode().put("file", Path.of(file).toAbsolutePath().toString()));
            }
        }
        assertThat(files).hasSize(8);
        return List.copyOf(files.values());
    }
}
