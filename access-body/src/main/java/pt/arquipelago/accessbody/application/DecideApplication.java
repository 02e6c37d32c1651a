package pt.arquipelago.accessbody.application;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.account.AccountRows;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.permit.PermitKeystore;
import pt.arquipelago.accessbody.permit.PermitRows;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.Permit;

import java.time.Clock;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The decision (Art 68, Art 69): a decision maker who is neither applicant nor named by the application permits or
 * refuses it. A permit is signed with a key that the decision maker's password opens for this decision alone.
 */
public final class DecideApplication {
    private final Database database;
    private final PermitDraft drafts;
    private final PermitKeystore keystore;
    private final Clock clock;

    public DecideApplication(Database database, PermitDraft drafts, PermitKeystore keystore, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.drafts = requireNonNull(drafts, "drafts is null");
        this.keystore = requireNonNull(keystore, "keystore is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    public Application decide(Caller caller, String id, Decision decision) {
        Account decider = Authorisation.require(caller, Action.DECIDE);
        if (decision.reason().isBlank()) {
            throw Problem.invalid("reason is missing: decisions are published with their reasons.");
        }
        Application application = database.transaction(handle -> ApplicationRows.find(handle, id)).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
        Authorisation.requireOther(decider, application.people());
        if (!application.state().decidable()) {
            throw new Problem(ProblemCode.WRONG_STATE, "An application that is " + application.state().word() + " cannot be decided on.");
        }
        return decision.permit() ? permit(application, decider, decision) : refuse(application, decider, decision);
    }

    private Application permit(Application application, Account decider, Decision decision) {
        char[] password = decision.keystorePassword().orElseThrow(() -> Problem.invalid("keystore_password is missing: it opens the key of permits."));
        Account applicant = database.transaction(handle -> AccountRows.find(handle, application.applicant())).orElseThrow();
        Permit permit = drafts.of(application, applicant, decision);
        String jws = keystore.sign(permit, password);
        return database.transaction(handle -> {
            ApplicationRows.move(handle, application, event(ApplicationState.PERMITTED, decider, decision));
            PermitRows.insert(handle, application.id(), permit, jws, decider.id());
            ApplicationRows.permit(handle, application.id(), permit.jti());
            return ApplicationRows.find(handle, application.id()).orElseThrow();
        });
    }

    private Application refuse(Application application, Account decider, Decision decision) {
        return database.transaction(handle -> {
            ApplicationRows.move(handle, application, event(ApplicationState.REFUSED, decider, decision));
            return ApplicationRows.find(handle, application.id()).orElseThrow();
        });
    }

    private Application.Event event(ApplicationState state, Account decider, Decision decision) {
        return new Application.Event(state, Optional.of(decider.id()), decision.reason(), clock.instant());
    }
}
