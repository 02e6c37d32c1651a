package pt.arquipelago.accessbody.account;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.database.Database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Opens, finds and closes sessions. They outlive a restart. */
public final class Sessions {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(Database database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    Session open(String user) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        Instant expires = now.plus(LIFE);
        return database.transaction(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires_at < :now").bind("now", now).execute();
            handle.createUpdate("INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES (:hash, :user, :now, :expires)")
                    .bind("hash", hash("session", token))
                    .bind("user", user)
                    .bind("now", now)
                    .bind("expires", expires)
                    .execute();
            return new Session(token, csrf(token), AccountRows.find(handle, user).orElseThrow(), expires);
        });
    }

    /** Nothing, if the token is unknown or its session is over. */
    public Optional<Session> find(String token) {
        return database.transaction(handle -> expiry(handle, token)
                .filter(expires -> expires.isAfter(clock.instant()))
                .flatMap(expires -> account(handle, token).map(account -> new Session(token, csrf(token), account, expires))));
    }

    public void close(String token) {
        database.change(handle -> handle.createUpdate("DELETE FROM session WHERE token_hash = :hash").bind("hash", hash("session", token)).execute());
    }

    private static Optional<Instant> expiry(Handle handle, String token) {
        return handle.createQuery("SELECT expires_at FROM session WHERE token_hash = :hash").bind("hash", hash("session", token))
                .mapTo(Instant.class).findOne();
    }

    private static Optional<Account> account(Handle handle, String token) {
        return handle.createQuery("SELECT account.* FROM account JOIN session ON session.account_id = account.id WHERE session.token_hash = :hash")
                .bind("hash", hash("session", token))
                .map(AccountRows::account)
                .findOne();
    }

    private static String csrf(String token) {
        return hash("csrf", token);
    }

    private static String hash(String use, String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest((use + ":" + token).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }
}
