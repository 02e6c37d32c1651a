package pt.arquipelago.accessbody.portal.view;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.account.Role;

import java.util.Optional;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * What every page knows.
 *
 * @param here the part of the site that the page belongs to
 * @param csrf token that every form of this session carries; empty if nobody is signed in
 * @param otherLanguage address of this same page in the other language
 * @param demo whether the data are synthetic and the accounts for demonstration
 */
public record Page(Words words, String title, String here, Optional<Account> account, String csrf, String otherLanguage, boolean demo) {
    public Page {
        requireNonNull(words, "words is null");
        requireNonNull(title, "title is null");
        requireNonNull(here, "here is null");
        requireNonNull(account, "account is null");
        requireNonNull(csrf, "csrf is null");
        requireNonNull(otherLanguage, "otherLanguage is null");
    }

    /** Whether to offer something; the use case decides. */
    public boolean may(Action action) {
        return account.filter(user -> Authorisation.offers(user, action)).isPresent();
    }

    public boolean mayAny(Action one, Action other) {
        return may(one) || may(other);
    }

    public boolean isMe(String user) {
        return account.filter(known -> known.id().equals(user)).isPresent();
    }

    /** The roles of who is signed in, in words. */
    public String roles() {
        return account.stream().flatMap(user -> user.roles().stream()).map(Role::word).sorted().map(role -> words.get("role." + role)).collect(Collectors.joining(", "));
    }
}
