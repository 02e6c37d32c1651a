package pt.arquipelago.policies.transparency;

import static java.util.Objects.requireNonNull;

/** A tree head as a node signs it: {@code arquipelago-head+jwt}. */
public record SignedHead(String iss, long size, String root, long iat) {
    public SignedHead {
        requireNonNull(iss, "iss is null");
        new TreeHead(size, root);
    }

    public static SignedHead of(String node, TreeHead head, long iat) {
        return new SignedHead(node, head.size(), head.root(), iat);
    }

    public TreeHead head() {
        return new TreeHead(size, root);
    }
}
