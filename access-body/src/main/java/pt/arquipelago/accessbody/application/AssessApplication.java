package pt.arquipelago.accessbody.application;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/** A case handler takes an application through its assessment, up to but never including the decision. */
public final class AssessApplication {
    private static final Duration TO_COMPLETE = Duration.ofDays(28);
    /** The steps a case handler takes; the others come from the applicant or are decisions. */
    public static final Set<ApplicationState> STEPS =
            Collections.unmodifiableSet(EnumSet.of(ApplicationState.INCOMPLETE, ApplicationState.ASSESSMENT, ApplicationState.EXTENDED, ApplicationState.FEE_ESTIMATED));

    private final Database database;
    private final Clock clock;

    public AssessApplication(Database database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @param reason what is missing, why more time is needed, or what the fee is made of; shown to the applicant */
    public Application step(Caller caller, String id, ApplicationState step, String reason) {
        Account handler = Authorisation.require(caller, Action.ASSESS);
        if (!STEPS.contains(step)) {
            throw Problem.invalid("A case handler's steps are incomplete, assessment, extended and fee_estimated.");
        }
        if (reason.isBlank()) {
            throw Problem.invalid("reason is missing: the applicant is told why.");
        }
        return database.transaction(handle -> {
            Application application = ApplicationRows.find(handle, id).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
            Authorisation.requireOther(handler, application.people());
            ApplicationRows.move(handle, application, new Application.Event(step, Optional.of(handler.id()), reason, clock.instant()));
            if (step == ApplicationState.INCOMPLETE) {
                ApplicationRows.lapsesAt(handle, id, clock.instant().plus(TO_COMPLETE));
            }
            return ApplicationRows.find(handle, id).orElseThrow();
        });
    }

    /** Incomplete applications that nobody completed in four weeks. */
    public void lapse() {
        database.change(handle -> ApplicationRows.lapsed(handle, clock.instant()).forEach(application -> ApplicationRows.move(handle, application,
                new Application.Event(ApplicationState.LAPSED, Optional.empty(), "Not completed within four weeks.", clock.instant()))));
    }
}
