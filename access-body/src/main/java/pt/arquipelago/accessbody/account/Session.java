package pt.arquipelago.accessbody.account;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * Somebody signed in.
 *
 * @param token the secret itself: known to the client, kept here only as its SHA-256
 * @param csrf token that forms of this session carry; follows from {@code token} by a one-way function
 */
public record Session(String token, String csrf, Account account, Instant expiresAt) {
    public Session {
        requireNonNull(token, "token is null");
        requireNonNull(csrf, "csrf is null");
        requireNonNull(account, "account is null");
        requireNonNull(expiresAt, "expiresAt is null");
    }

    @Override
    public String toString() {
        return "Session[" + account.id() + "]";
    }
}
