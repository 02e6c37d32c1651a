package pt.arquipelago.accessbody.account;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of accounts. */
public final class AccountRows {
    private AccountRows() {}

    public static void insert(Handle handle, Account account, String passwordHash, Instant now) {
        handle.createUpdate("INSERT INTO account (id, display_name, organisation, password_hash, roles, demonstration, created_at)"
                        + " VALUES (:id, :name, :organisation, :hash, :roles, :demonstration, :now)")
                .bind("id", account.id())
                .bind("name", account.displayName())
                .bind("organisation", account.organisation())
                .bind("hash", passwordHash)
                .bind("roles", account.roles().stream().map(Role::word).sorted().collect(Collectors.joining(",")))
                .bind("demonstration", account.demonstration())
                .bind("now", now)
                .execute();
    }

    public static Optional<Account> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM account WHERE id = :id").bind("id", id).map(AccountRows::account).findOne();
    }

    public static List<Account> all(Handle handle) {
        return handle.createQuery("SELECT * FROM account ORDER BY id").map(AccountRows::account).list();
    }

    static Optional<String> passwordHash(Handle handle, String id) {
        return handle.createQuery("SELECT password_hash FROM account WHERE id = :id").bind("id", id).mapTo(String.class).findOne();
    }

    static Account account(ResultSet row, StatementContext context) throws SQLException {
        return new Account(row.getString("id"), row.getString("display_name"), row.getString("organisation"), roles(row.getString("roles")),
                row.getBoolean("demonstration"));
    }

    private static Set<Role> roles(String words) {
        return Arrays.stream(words.split(",")).filter(word -> !word.isEmpty()).map(Role::of).collect(Collectors.toSet());
    }
}
