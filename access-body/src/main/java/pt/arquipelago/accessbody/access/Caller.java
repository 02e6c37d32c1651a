package pt.arquipelago.accessbody.access;

import pt.arquipelago.accessbody.account.Account;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Who makes this one request. It remembers whether authorisation was asked, so that an answer made without asking is
 * turned into a denial before it leaves.
 */
public final class Caller {
    private final Optional<Account> account;
    private volatile boolean checked;

    private Caller(Optional<Account> account) {
        this.account = requireNonNull(account, "account is null");
    }

    public static Caller of(Account account) {
        return new Caller(Optional.of(account));
    }

    public static Caller nobody() {
        return new Caller(Optional.empty());
    }

    public Optional<Account> account() {
        return account;
    }

    public boolean checked() {
        return checked;
    }

    void markChecked() {
        checked = true;
    }
}
