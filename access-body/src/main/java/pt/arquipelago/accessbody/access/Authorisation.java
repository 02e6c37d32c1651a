package pt.arquipelago.accessbody.access;

import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.util.Collection;

/** The one place that says who may do what. Deny by default: it answers by throwing. */
public final class Authorisation {
    private Authorisation() {}

    /** For what is open to everybody. */
    public static void open(Caller caller) {
        caller.markChecked();
    }

    /** For what everybody does who is signed in, whatever the role. */
    public static Account signedIn(Caller caller) {
        Account account = account(caller);
        caller.markChecked();
        return account;
    }

    /** For a node whose signature on this very request was verified. */
    public static void nodeVerified(Caller caller) {
        caller.markChecked();
    }

    /** @throws Problem {@code access.not-signed-in} or {@code access.forbidden} */
    public static Account require(Caller caller, Action action) {
        Account account = account(caller);
        if (!action.allowedTo(account.roles())) {
            throw new Problem(ProblemCode.FORBIDDEN);
        }
        caller.markChecked();
        return account;
    }

    /** Whether a page should offer it. Offering is no permission: the use case asks again. */
    public static boolean offers(Account account, Action action) {
        return action.allowedTo(account.roles());
    }

    /**
     * For what a person sees of their own and some roles see of everybody.
     *
     * @throws Problem as {@link #require}; {@code input.not-found} for somebody else's thing, so that ids tell nothing
     */
    public static Account requireOwn(Caller caller, Action own, Action all, Collection<String> owners) {
        Account account = account(caller);
        boolean seesAll = all.allowedTo(account.roles());
        if (!seesAll && !own.allowedTo(account.roles())) {
            throw new Problem(ProblemCode.FORBIDDEN);
        }
        if (!seesAll && !owners.contains(account.id())) {
            throw new Problem(ProblemCode.NOT_FOUND);
        }
        caller.markChecked();
        return account;
    }

    /** Whether the list shown is everybody's or only the caller's own; refuses who may see neither. */
    public static Scope scope(Caller caller, Action own, Action all) {
        Account account = account(caller);
        if (all.allowedTo(account.roles())) {
            caller.markChecked();
            return new Scope(account, true);
        }
        return new Scope(require(caller, own), false);
    }

    /** @throws Problem {@code access.same-person}: nobody judges their own work */
    public static void requireOther(Account judge, Collection<String> judged) {
        if (judged.contains(judge.id())) {
            throw new Problem(ProblemCode.SAME_PERSON);
        }
    }

    private static Account account(Caller caller) {
        return caller.account().orElseThrow(() -> new Problem(ProblemCode.NOT_SIGNED_IN));
    }

    /** @param everything true if the account sees all, false if only its own */
    public record Scope(Account account, boolean everything) {}
}
