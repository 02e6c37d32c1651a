package pt.arquipelago.node.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.transparency.LeafFile;
import pt.arquipelago.policies.transparency.MerkleTree;
import pt.arquipelago.policies.transparency.SignedHead;

/**
 * Finds what was done to an audit log: lines changed, missing, swapped or cut off. The lines' own indexes and links name the place;
 * heads signed earlier show even a log whose indexes and links were rewritten with it.
 */
public final class AuditVerification {
    /** Something wrong, in words that name the line (from 1). */
    public record Finding(Kind kind, long line, String text) {}

    public enum Kind { CHANGED, MISSING, SWAPPED, CUT_OFF, REWRITTEN }

    private final MerkleTree tree = new MerkleTree();
    private final List<OptionalLong> indexes = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private AuditVerification() {}

    /**
     * @param heads signed by the node and verified by the caller, in any order; the more of them and the farther from the node they
     *     were kept, the more is proven
     * @return empty when nothing is wrong
     */
    public static List<Finding> verify(Path log, List<SignedHead> heads) throws IOException {
        AuditVerification verification = new AuditVerification();
        try {
            LeafFile.read(log, verification::line);
        } catch (IOException e) {
            if (!java.nio.file.Files.isReadable(log)) {
                throw e;
            }
            verification.finding(Kind.CUT_OFF, verification.digests.size() + 1L, "the last line is not whole");
        }
        verification.order();
        verification.links();
        verification.heads(heads);
        return List.copyOf(verification.findings);
    }

    /** How many lines a log has. */
    public static long lines(Path log) throws IOException {
        long[] count = {0};
        LeafFile.read(log, line -> count[0]++);
        return count[0];
    }

    private void line(byte[] bytes) {
        tree.append(bytes);
        digests.add(CanonicalJson.digest(bytes));
        OptionalLong index = OptionalLong.empty();
        String link = "";
        try {
            ObjectNode json = StrictJson.readObject(bytes);
            index = json.path("index").isIntegralNumber() ? OptionalLong.of(json.path("index").longValue()) : index;
            link = json.path("previous").asText();
        } catch (InvalidMessage e) {
            finding(Kind.CHANGED, digests.size(), "line " + digests.size() + " is no entry any more");
        }
        indexes.add(index);
        links.add(link);
    }

    /** Each line says its place: a gap is a missing line, a line before its turn a swapped one. */
    private void order() {
        TreeSet<Long> present = new TreeSet<>();
        indexes.forEach(index -> index.ifPresent(present::add));
        long expected = 0;
        for (int i = 0; i < indexes.size(); i++) {
            if (indexes.get(i).isEmpty()) {
                expected++;
                continue;
            }
            long index = indexes.get(i).getAsLong();
            while (index > expected && !present.contains(expected)) {
                finding(Kind.MISSING, i + 1L, "entry " + expected + " is missing before line " + (i + 1));
                expected++;
            }
            if (index != expected) {
                finding(Kind.SWAPPED, i + 1L, "line " + (i + 1) + " holds entry " + index + " where entry " + expected + " was expected");
            }
            expected++;
        }
    }

    private void links() {
        for (int i = 0; i < links.size(); i++) {
            boolean inOrder = indexes.get(i).orElse(-1) == i && (i == 0 || indexes.get(i - 1).orElse(-1) == i - 1L);
            String expected = i == 0 ? AuditLog.NO_LINE : digests.get(i - 1);
            if (inOrder && !links.get(i).equals(expected)) {
                finding(Kind.CHANGED, Math.max(1, i), "line " + Math.max(1, i) + " was changed: line " + (i + 1) + " was written after another one");
            }
        }
    }

    private void heads(List<SignedHead> heads) {
        long sound = 0;
        for (SignedHead head : heads.stream().sorted(Comparator.comparingLong(SignedHead::size)).toList()) {
            if (head.size() > tree.size()) {
                finding(Kind.CUT_OFF, tree.size() + 1, "the log ends after " + tree.size() + " lines, but a head was signed over " + head.size());
                return;
            }
            if (!tree.headAt(head.size()).equals(head.head())) {
                finding(Kind.REWRITTEN, sound + 1, "of lines " + (sound + 1) + " to " + head.size() + " at least one is not as it was when their head was signed");
                return;
            }
            sound = head.size();
        }
    }

    private void finding(Kind kind, long line, String text) {
        findings.add(new Finding(kind, line, text));
    }
}
