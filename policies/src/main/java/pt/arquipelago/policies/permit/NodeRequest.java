package pt.arquipelago.policies.permit;

/**
 * What a node signs for each of its calls: {@code arquipelago-node-request+jwt}.
 *
 * @param iss the node
 * @param aud the service, {@value #ACCESS_BODY} or {@value #CATALOG}
 * @param htm HTTP method, {@code htu} path and query
 * @param digest {@code sha256:} of the body's bytes (of no bytes when there is no body)
 * @param exp at most {@value #MAX_SECONDS} seconds after {@code iat}
 */
public record NodeRequest(String iss, String aud, String htm, String htu, String digest, long iat, long exp, String jti) {
    public static final long MAX_SECONDS = 60;
    public static final String ACCESS_BODY = "access-body";
    public static final String CATALOG = "catalog";

    public NodeRequest {
        Require.node(iss);
        Require.id(aud, "aud");
        Require.id(htm, "htm");
        if (!Require.text(htu, "htu").startsWith("/")) {
            throw new IllegalArgumentException("htu must be a path");
        }
        Require.digest(digest, "digest");
        Require.order(iat, exp, "iat and exp");
        Require.id(jti, "jti");
    }
}
