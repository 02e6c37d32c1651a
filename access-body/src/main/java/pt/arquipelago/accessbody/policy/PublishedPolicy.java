package pt.arquipelago.accessbody.policy;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.decision.PolicyRelease;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** The rules that nodes are to decide by, where they are not those that came with the nodes. */
public final class PublishedPolicy {
    private final Database database;

    public PublishedPolicy(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    /** @param jws signed with the key of permits, as nodes get it */
    public record Release(String digest, String jws) {}

    /** The newest; empty while nothing was published. */
    public Optional<Release> current() {
        return database.transaction(PublishedPolicy::newest);
    }

    /** In force from the next poll of each node on. */
    public Release publish(String issuer, PolicyBundle bundle, SigningKey key, Clock clock) {
        Instant now = clock.instant();
        PolicyRelease release = PolicyRelease.of(issuer, now.getEpochSecond(), bundle);
        String jws = Jws.sign(key, MessageType.POLICY, release);
        database.change(handle -> handle.createUpdate("INSERT INTO policy_release (digest, jws, published_at) VALUES (:digest, :jws, :at)")
                .bind("digest", release.digest()).bind("jws", jws).bind("at", now).execute());
        return new Release(release.digest(), jws);
    }

    private static Optional<Release> newest(Handle handle) {
        return handle.createQuery("SELECT digest, jws FROM policy_release ORDER BY published_at DESC FETCH FIRST 1 ROWS ONLY")
                .map((row, context) -> new Release(row.getString("digest"), row.getString("jws"))).findOne();
    }
}
