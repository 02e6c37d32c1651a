package pt.arquipelago.accessbody.application;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.catalog.CatalogClient;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.database.Ids;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.time.Clock;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A health data applicant writes an application and hands it in. */
public final class SubmitApplication {
    private final Database database;
    private final Completeness completeness;
    private final Clock clock;

    public SubmitApplication(Database database, CatalogClient catalog, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.completeness = new Completeness(catalog);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Keeps a draft, which may lack what a submission needs. */
    public Application draft(Caller caller, ApplicationContent content) {
        Account applicant = Authorisation.require(caller, Action.APPLY);
        return database.transaction(handle -> insert(handle, applicant, content));
    }

    /**
     * Hands it in. What is complete when it arrives is complete: the time limit of the decision starts.
     *
     * @throws Problem naming what is missing or impossible
     */
    public Application submit(Caller caller, ApplicationContent content) {
        Account applicant = Authorisation.require(caller, Action.APPLY);
        completeness.require(content);
        return database.transaction(handle -> handIn(handle, insert(handle, applicant, content)));
    }

    /** Hands in a draft, or an application that was found incomplete; {@code content} replaces what it said. */
    public Application submit(Caller caller, String id, Optional<ApplicationContent> content) {
        Account applicant = Authorisation.require(caller, Action.APPLY);
        Application kept = database.transaction(handle -> own(handle, applicant, id));
        completeness.require(content.orElse(kept.content()));
        return database.transaction(handle -> {
            content.ifPresent(changed -> ApplicationRows.content(handle, id, changed));
            return handIn(handle, own(handle, applicant, id));
        });
    }

    /** The applicant may withdraw until the decision (Art 62 wants it possible once the fees are known). */
    public Application withdraw(Caller caller, String id, String reason) {
        Account applicant = Authorisation.require(caller, Action.APPLY);
        return database.transaction(handle -> {
            Application application = own(handle, applicant, id);
            ApplicationRows.move(handle, application, new Application.Event(ApplicationState.WITHDRAWN, Optional.of(applicant.id()), reason, clock.instant()));
            return own(handle, applicant, id);
        });
    }

    private Application insert(Handle handle, Account applicant, ApplicationContent content) {
        String id = Ids.next("a");
        ApplicationRows.insert(handle, id, applicant.id(), content, clock.instant());
        return ApplicationRows.find(handle, id).orElseThrow();
    }

    private Application handIn(Handle handle, Application application) {
        var submitted = new Application.Event(ApplicationState.SUBMITTED, Optional.of(application.applicant()), "", clock.instant());
        ApplicationRows.move(handle, application, submitted);
        var complete = new Application.Event(ApplicationState.COMPLETE, Optional.empty(), "Every field of Art 67(2) that is demanded is there.", clock.instant());
        ApplicationRows.move(handle, ApplicationRows.find(handle, application.id()).orElseThrow(), complete);
        return ApplicationRows.find(handle, application.id()).orElseThrow();
    }

    private static Application own(Handle handle, Account applicant, String id) {
        return ApplicationRows.find(handle, id).filter(application -> application.applicant().equals(applicant.id()))
                .orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
    }
}
