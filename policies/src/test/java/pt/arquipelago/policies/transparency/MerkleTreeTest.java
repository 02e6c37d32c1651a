package pt.arquipelago.policies.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MerkleTreeTest {
    private static final TreeHead EMPTY = new MerkleTree().head();

    @Test
    void rootsAreThoseOfThePublishedReferenceTree() {
        // The eight leaves and roots that implementations of RFC 6962 have shared since Certificate Transparency began.
        String[] leaves = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
        String[] roots = {
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < leaves.length; i++) {
            tree.append(HexFormat.of().parseHex(leaves[i]));
            assertThat(tree.head()).isEqualTo(new TreeHead(i + 1, "sha256:" + roots[i]));
        }
    }

    @Test
    void theEmptyTreeHasTheHashOfNothing() {
        assertThat(EMPTY.root()).isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Property(tries = 200)
    void rootIsThatOfTheRecursiveDefinition(@ForAll @IntRange(max = 300) int size) {
        assertThat(tree(size).head().rootBytes()).isEqualTo(definition(leaves(size)));
    }

    @Property(tries = 300)
    void everyLeafIsProvedAndNoOtherLeafIs(@ForAll @IntRange(min = 1, max = 200) int size, @ForAll @IntRange(max = 199) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
        int index = at % size;
        MerkleTree tree = tree(size + 5);
        TreeHead head = tree.headAt(size);
        List<byte[]> proof = tree.inclusionProof(index, size);
        assertThat(MerkleProofs.includes(head, index, leaf(index), proof)).isTrue();
        assertThat(MerkleProofs.includes(head, index, leaf(index + 1), proof)).isFalse();
        assertThat(MerkleProofs.includes(head, index + 1, leaf(index), proof)).isFalse();
        assertThat(proof.size()).isLessThanOrEqualTo(8);
        for (int i = 0; i < proof.size(); i++) {
            byte[] hash = proof.get(i).clone();
            hash[change % hash.length] ^= (byte) change;
            List<byte[]> spoilt = new ArrayList<>(proof);
            spoilt.set(i, hash);
            assertThat(MerkleProofs.includes(head, index, leaf(index), spoilt)).isFalse();
        }
    }

    @Property(tries = 300)
    void aLongerLogProvesThatItOnlyAdds(@ForAll @IntRange(min = 1, max = 200) int first, @ForAll @IntRange(max = 200) int more) {
        MerkleTree tree = tree(first + more);
        List<byte[]> proof = tree.consistencyProof(first, first + more);
        assertThat(MerkleProofs.isAppended(tree.headAt(first), tree.head(), proof)).isTrue();
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        assertThat(MerkleProofs.isAppended(tree.headAt(first), tree.head(), longer)).isFalse();
        if (more > 0) {
            assertThat(MerkleProofs.isAppended(tree.head(), tree.headAt(first), proof)).isFalse();
        }
    }

    @Property(tries = 300)
    void aRewrittenLogProvesNothing(@ForAll @IntRange(min = 1, max = 100) int first, @ForAll @IntRange(max = 100) int more, @ForAll @IntRange(max = 99) int at) {
        MerkleTree honest = tree(first);
        MerkleTree rewritten = new MerkleTree();
        for (int i = 0; i < first + more; i++) {
            rewritten.append(i == at % first ? new byte[] {42} : leaf(i));
        }
        assertThat(MerkleProofs.isAppended(honest.head(), rewritten.head(), rewritten.consistencyProof(first, first + more))).isFalse();
    }

    @Test
    void whoHasSeenNothingTakesTheFirstHead() {
        MerkleTree tree = tree(3);
        assertThat(MerkleProofs.isAppended(EMPTY, tree.head(), List.of())).isTrue();
        assertThat(MerkleProofs.isAppended(EMPTY, EMPTY, List.of())).isTrue();
        assertThat(MerkleProofs.isAppended(EMPTY, tree.head(), List.of(new byte[32]))).isFalse();
        assertThat(MerkleProofs.isAppended(new TreeHead(0, tree.head().root()), tree.head(), List.of())).isFalse();
        assertThat(MerkleProofs.isAppended(EMPTY, new TreeHead(0, tree.head().root()), List.of())).isFalse();
        assertThat(MerkleProofs.isAppended(tree.head(), EMPTY, List.of())).isFalse();
    }

    @Test
    void proofsOutsideTheTreeAreRefused() {
        MerkleTree tree = tree(3);
        assertThatThrownBy(() -> tree.inclusionProof(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusionProof(-1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusionProof(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistencyProof(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.headAt(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aTreeIsBuiltAnewFromItsFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "um\n\ndois\n");
        MerkleTree expected = new MerkleTree();
        for (String line : List.of("um", "", "dois")) {
            expected.append(line.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(LeafFile.tree(file).head()).isEqualTo(expected.head());
    }

    @Test
    void aFileWhoseLastLineIsCutIsNoLog(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "um\ndo");
        assertThatThrownBy(() -> LeafFile.tree(file)).isInstanceOf(IOException.class).hasMessageContaining("not whole");
    }

    private static MerkleTree tree(int size) {
        MerkleTree tree = new MerkleTree();
        leaves(size).forEach(tree::append);
        return tree;
    }

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    private static byte[] leaf(int index) {
        return ("leaf " + index).getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 9162 2.1.1, word by word. */
    private static byte[] definition(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return MerkleHash.empty();
        }
        if (leaves.size() == 1) {
            return MerkleHash.leaf(leaves.get(0));
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return MerkleHash.node(definition(leaves.subList(0, k)), definition(leaves.subList(k, leaves.size())));
    }
}
