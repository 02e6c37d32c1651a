package pt.arquipelago.accessbody.account;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.config.AccessBodyConfig.DatabaseSettings;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.database.TestDatabase;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountsTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    private Path folder;
    private final DatabaseSettings settings = TestDatabase.settings();
    private Database database;

    @BeforeEach
    void open() throws IOException {
        Files.createFile(folder.resolve(DemonstrationAccounts.MARKER));
        database = Database.open(folder, settings, TestDatabase.environment());
        DemonstrationAccounts.seed(database, folder, Optional.empty(), at(NINE));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void demonstrationAccountsCoverEveryRoleAndAreSeededOnce() {
        DemonstrationAccounts.seed(database, folder, Optional.empty(), at(NINE));
        var accounts = database.transaction(AccountRows::all);
        assertThat(accounts).allMatch(Account::demonstration);
        assertThat(accounts.stream().flatMap(account -> account.roles().stream())).contains(Role.values());
    }

    @Test
    void withoutTheMarkerThereAreNoDemonstrationAccounts(@TempDir Path other) {
        try (Database empty = TestDatabase.open(other)) {
            assertThatThrownBy(() -> DemonstrationAccounts.seed(empty, other, Optional.empty(), at(NINE))).hasMessageContaining("DEMO");
            assertThat(empty.transaction(AccountRows::all)).isEmpty();
        }
    }

    @Test
    void neitherPasswordNorTokenStandsInTheDatabase() {
        Session session = signIn(at(NINE)).signIn("marta", "ilha-marta-2026".toCharArray(), "here");
        var kept = database.transaction(handle -> handle.createQuery("SELECT password_hash FROM account UNION ALL SELECT token_hash FROM session").mapTo(String.class).list());
        assertThat(kept).noneMatch(text -> text.contains("ilha-") || text.contains(session.token()));
        assertThat(session.toString()).doesNotContain(session.token());
    }

    @Test
    void aSessionOutlivesARestartAndEndsAfterTwelveHours() {
        Session session = signIn(at(NINE)).signIn("marta", "ilha-marta-2026".toCharArray(), "here");
        database.close();
        database = Database.open(folder, settings, TestDatabase.environment());
        assertThat(sessions(NINE.plus(Duration.ofHours(11))).find(session.token())).map(found -> found.account().id()).contains("marta");
        assertThat(sessions(NINE.plus(Duration.ofHours(12))).find(session.token())).isEmpty();
    }

    @Test
    void aClosedSessionIsOver() {
        Session session = signIn(at(NINE)).signIn("marta", "ilha-marta-2026".toCharArray(), "here");
        sessions(NINE).close(session.token());
        assertThat(sessions(NINE).find(session.token())).isEmpty();
    }

    @Test
    void afterFiveFailuresThereIsNoSixthAttemptEvenWithTheRightPassword() {
        SignIn signIn = signIn(at(NINE));
        for (int i = 0; i < 5; i++) {
            assertRefused(signIn, "wrong", ProblemCode.WRONG_CREDENTIALS);
        }
        assertRefused(signIn, "ilha-marta-2026", ProblemCode.TOO_MANY_ATTEMPTS);
    }

    @Test
    void attemptsAreForgottenAfterFiveMinutes() {
        var clock = new Object() {
            Instant now = NINE;
        };
        var limit = new SignInLimit(new Clock() {
            @Override
            public Instant instant() {
                return clock.now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
        for (int i = 0; i < 5; i++) {
            limit.failed("marta", "here");
        }
        assertThat(limit.allows("marta", "elsewhere")).isFalse();
        assertThat(limit.allows("tiago", "here")).isTrue();
        clock.now = NINE.plus(Duration.ofMinutes(6));
        assertThat(limit.allows("marta", "here")).isTrue();
    }

    @Test
    void anUnknownUserIsAnsweredLikeAWrongPassword() {
        assertThatThrownBy(() -> signIn(at(NINE)).signIn("nobody", "x".toCharArray(), "here"))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.WRONG_CREDENTIALS));
    }

    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        String hash = PasswordHash.of("correct horse".toCharArray());
        assertThat(PasswordHash.matches("correct horse".toCharArray(), hash)).isTrue();
        assertThat(PasswordHash.matches("correct horsf".toCharArray(), hash)).isFalse();
        assertThat(PasswordHash.of("correct horse".toCharArray())).as("salted").isNotEqualTo(hash);
        assertThat(PasswordHash.matches("x".toCharArray(), "md5$abc")).isFalse();
    }

    private static void assertRefused(SignIn signIn, String password, ProblemCode code) {
        assertThatThrownBy(() -> signIn.signIn("marta", password.toCharArray(), "here"))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private SignIn signIn(Clock clock) {
        return new SignIn(database, new Sessions(database, clock), clock);
    }

    private Sessions sessions(Instant now) {
        return new Sessions(database, at(now));
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
