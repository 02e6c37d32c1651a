package pt.arquipelago.policies.permit;

import java.util.List;

/**
 * The permits that are revoked or suspended, signed with the access body's status key: {@code arquipelago-status+jwt}.
 *
 * @param exp at most {@value #MAX_SECONDS} seconds after {@code iat}
 */
public record StatusList(String iss, long iat, long exp, List<String> revoked, List<String> suspended) {
    public static final long MAX_SECONDS = 600;

    public StatusList {
        Require.party(iss, "iss");
        Require.order(iat, exp, "iat and exp");
        revoked = Require.unique(revoked, "revoked");
        revoked.forEach(permit -> Require.id(permit, "a permit"));
        suspended = Require.unique(suspended, "suspended");
        suspended.forEach(permit -> Require.id(permit, "a permit"));
    }
}
