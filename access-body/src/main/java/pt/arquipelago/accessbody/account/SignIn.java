package pt.arquipelago.accessbody.account;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.time.Clock;
import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/** Makes a session of a user name and a password, for the API and the portal alike. */
public final class SignIn {
    /** Compared with when there is no such account, so that the time taken does not tell. No password gives this hash of zeros. */
    private static final String NOBODY = "pbkdf2-sha512$210000$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Database database;
    private final Sessions sessions;
    private final SignInLimit limit;

    public SignIn(Database database, Sessions sessions, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.limit = new SignInLimit(clock);
    }

    /**
     * Clears the password.
     *
     * @param address where the attempt comes from; part of the limit of attempts
     * @throws Problem {@code access.wrong-credentials} or {@code access.too-many-attempts}
     */
    public Session signIn(String user, char[] password, String address) {
        try {
            if (!limit.allows(user, address)) {
                throw new Problem(ProblemCode.TOO_MANY_ATTEMPTS);
            }
            String stored = database.transaction(handle -> AccountRows.passwordHash(handle, user).orElse(NOBODY));
            if (!PasswordHash.matches(password, stored) || stored.equals(NOBODY)) {
                limit.failed(user, address);
                throw new Problem(ProblemCode.WRONG_CREDENTIALS);
            }
            limit.succeeded(user);
            return sessions.open(user);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
