package pt.arquipelago.accessbody.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import pt.arquipelago.accessbody.database.Database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Accounts of each role with published passwords. They are made only where the settings say {@code demo: true}
 * <em>and</em> the state folder holds the file {@code DEMO}, so that a copied setting alone cannot open a real body.
 */
public final class DemonstrationAccounts {
    public static final String MARKER = "DEMO";
    private static final String BUILT_IN = "/demonstration-accounts.yaml";

    /** One line of the list. */
    public record Seed(Account account, String password) {
        public Seed {
            requireNonNull(account, "account is null");
            requireNonNull(password, "password is null");
        }

        @Override
        public String toString() {
            return "Seed[" + account.id() + "]";
        }
    }

    private DemonstrationAccounts() {}

    /** @throws IllegalStateException if the folder is not marked */
    public static void seed(Database database, Path state, Optional<Path> file, Clock clock) {
        if (!Files.isRegularFile(state.resolve(MARKER))) {
            throw new IllegalStateException("demo: true, but " + state + " has no file " + MARKER
                    + ": demonstration accounts are made only in a folder marked so. Create the file, or remove demo: true.");
        }
        for (Seed seed : read(file)) {
            database.change(handle -> {
                if (AccountRows.find(handle, seed.account().id()).isEmpty()) {
                    AccountRows.insert(handle, seed.account(), PasswordHash.ofPublished(seed.password().toCharArray()), clock.instant());
                }
            });
        }
    }

    public static List<Seed> read(Optional<Path> file) {
        try (InputStream in = file.isPresent() ? Files.newInputStream(file.get()) : DemonstrationAccounts.class.getResourceAsStream(BUILT_IN)) {
            var seeds = new ArrayList<Seed>();
            for (JsonNode entry : new ObjectMapper(new YAMLFactory()).readTree(in).path("accounts")) {
                Set<Role> roles = new HashSet<>();
                entry.path("roles").forEach(role -> roles.add(Role.of(role.asText())));
                var account = new Account(entry.path("user").asText(), entry.path("name").asText(), entry.path("organisation").asText(), roles, true);
                seeds.add(new Seed(account, entry.path("password").asText()));
            }
            return List.copyOf(seeds);
        } catch (IOException e) {
            throw new IllegalStateException("the demonstration accounts cannot be read: " + file.map(Path::toString).orElse(BUILT_IN), e);
        }
    }
}
