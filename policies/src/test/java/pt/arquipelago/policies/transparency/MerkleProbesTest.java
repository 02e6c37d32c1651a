package pt.arquipelago.policies.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import pt.arquipelago.policies.testing.TestData;

/** The probes of transparency-dev/merkle: proofs that are right, and proofs spoilt in many ways. */
class MerkleProbesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyPublishedProbeIsJudgedAsPublished() throws IOException {
        Path folder = TestData.path("crypto/rfc9162-merkle");
        int inclusion = judge(folder.resolve("inclusion"), probe -> MerkleProofs.verifyInclusion(bytes(probe.get("leafHash")),
                probe.get("leafIdx").longValue(), probe.get("treeSize").longValue(), bytes(probe.get("root")), proof(probe)));
        int consistency = judge(folder.resolve("consistency"), probe -> MerkleProofs.verifyConsistency(probe.get("size1").longValue(),
                probe.get("size2").longValue(), bytes(probe.get("root1")), bytes(probe.get("root2")), proof(probe)));
        assertThat(inclusion + consistency).isEqualTo(196);
    }

    private interface Judge {
        boolean accepts(JsonNode probe);
    }

    private static int judge(Path folder, Judge judge) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".json")).toList();
        }
        for (Path file : files) {
            JsonNode probe = JSON.readTree(file.toFile());
            assertThat(judge.accepts(probe)).as(file.toString()).isEqualTo(!probe.get("wantErr").booleanValue());
        }
        return files.size();
    }

    private static List<byte[]> proof(JsonNode probe) {
        List<byte[]> proof = new ArrayList<>();
        probe.get("proof").forEach(hash -> proof.add(bytes(hash)));
        return proof;
    }

    private static byte[] bytes(JsonNode text) {
        return text.isNull() ? new byte[0] : Base64.getDecoder().decode(text.textValue());
    }
}
