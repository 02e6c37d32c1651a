package pt.arquipelago.pseudonymisation.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pt.arquipelago.pseudonymisation.generalise.DateShift;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** The vectors that others may check their implementation with; made by another implementation than ours. */
class PublishedVectorsTest {

    private static JsonNode vectors;
    private static NodeKey key;

    @BeforeAll
    static void read() throws IOException {
        vectors = new ObjectMapper().readTree(PublishedVectorsTest.class.getResourceAsStream("/pseudonym-vectors.json"));
        key = NodeKey.of(HexFormat.of().parseHex(vectors.get("node_key").asText()));
    }

    @Test
    void pseudonymsAreThePublishedOnes() {
        assertThat(vectors.get("pseudonyms")).hasSizeGreaterThan(10);
        for (JsonNode vector : vectors.get("pseudonyms")) {
            Pseudonymiser pseudonymiser = Pseudonymiser.of(key, vector.get("domain").asText());
            IdentifierType type = IdentifierType.valueOf(vector.get("type").asText());
            String canonical = vector.get("canonical").asText();
            assertThat(type.canonical(canonical)).contains(canonical);
            assertThat(pseudonymiser.pseudonym(type, canonical)).as(vector.toString()).isEqualTo(vector.get("pseudonym").asLong());
        }
    }

    @Test
    void rotationsTakeThePublishedSteps() {
        assertThat(vectors.get("rotations")).hasSizeGreaterThan(3);
        for (JsonNode vector : vectors.get("rotations")) {
            NodeKey newKey = NodeKey.of(HexFormat.of().parseHex(vector.get("node_key").asText()));
            EpochStep step = EpochStep.into(vector.get("epoch").asInt(), newKey, vector.get("domain").asText());
            assertThat(step.next(vector.get("before").asLong())).as(vector.toString()).isEqualTo(vector.get("after").asLong());
        }
    }

    @Test
    void theKeysFingerprintIsThePublishedOne() {
        assertThat(key.fingerprint()).isEqualTo(vectors.get("fingerprint").asText());
    }

    @Test
    void datesAreShiftedByThePublishedDays() {
        for (JsonNode vector : vectors.get("date_shifts")) {
            DateShift shift = DateShift.of(key, vector.get("domain").asText(), vector.get("most").asInt());
            LocalDate day = LocalDate.of(2025, 3, 4);
            assertThat(shift.shifted(day, IdentifierType.valueOf(vector.get("type").asText()), vector.get("canonical").asText()))
                    .isEqualTo(day.plusDays(vector.get("days").asInt()));
        }
    }

    @Test
    void thePageShowsEachOfThem() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("arquipelago.root"), "docs", "pseudonymisation.md"));
        for (JsonNode vector : vectors.get("pseudonyms")) {
            assertThat(page).contains(vector.get("pseudonym").asText(), vector.get("message").asText());
        }
        for (JsonNode vector : vectors.get("rotations")) {
            assertThat(page).contains(vector.get("after").asText(), vector.get("message").asText());
        }
        for (IdentifierType type : IdentifierType.values()) {
            assertThat(page).contains("| " + type.code() + " | `" + type + "` |");
        }
    }
}
