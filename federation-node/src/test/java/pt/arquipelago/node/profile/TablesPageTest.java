package pt.arquipelago.node.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pages and the schema in {@code docs/} say what the profiles say. {@code -Dgolden.regenerate=true} writes the pages anew. */
class TablesPageTest {
    private static final Path DOCS = Path.of(System.getProperty("arquipelago.root", "..")).resolve("docs");

    @ParameterizedTest
    @FieldSource({"pt.arquipelago.node.profile.ProfileReader#SYSTEMS", "pt.arquipelago.node.profile.ProfileReader#FHIR"})
    void thePageOfATableIsMadeFromItsProfile(String system) throws IOException {
        Path page = DOCS.resolve("tables").resolve(system + ".md");
        String text = TablesPage.of(ProfileReader.named(system));
        if (Boolean.getBoolean("golden.regenerate")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, text);
        }
        assertThat(page).as("regenerate with -Dgolden.regenerate=true").content().isEqualTo(text);
    }

    @Test
    void theProfileOnThePageIsGood() throws IOException {
        String page = Files.readString(DOCS.resolve("profiles.md"));
        String yaml = page.substring(page.indexOf("```yaml") + 8, page.indexOf("```", page.indexOf("```yaml") + 8));
        Profile profile = ProfileReader.parse("profiles.md", yaml);
        assertThat(profile.table()).isEqualTo("visits");
        assertThat(profile.lakeColumns()).extracting(column -> column.name())
                .containsExactly("utente", "ano_nascimento", "faixa_etaria", "sexo", "medico", "dia", "custo");
    }

    @ParameterizedTest
    @FieldSource({"pt.arquipelago.node.profile.ProfileReader#SYSTEMS", "pt.arquipelago.node.profile.ProfileReader#FHIR"})
    void theSchemaAcceptsTheProfiles(String system) throws IOException {
        JsonNode schema = new ObjectMapper().readTree(DOCS.resolve("schemas/profile.schema.json").toFile());
        JsonNode profile = new YAMLMapper().readTree(getClass().getResource("/profiles/" + system + ".yaml"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema).validate(profile)).isEmpty();
    }
}
