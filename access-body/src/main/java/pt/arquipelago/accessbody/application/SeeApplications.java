package pt.arquipelago.accessbody.application;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** Applicants see their own applications, drafts too; the body sees all that were handed in. */
public final class SeeApplications {
    private final Database database;

    public SeeApplications(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    public List<Application> list(Caller caller) {
        var scope = Authorisation.scope(caller, Action.SEE_OWN_APPLICATIONS, Action.SEE_ALL_APPLICATIONS);
        return database.transaction(handle -> scope.everything() ? ApplicationRows.all(handle) : ApplicationRows.of(handle, scope.account().id()));
    }

    public Application get(Caller caller, String id) {
        Authorisation.scope(caller, Action.SEE_OWN_APPLICATIONS, Action.SEE_ALL_APPLICATIONS);
        Application application = database.transaction(handle -> ApplicationRows.find(handle, id)).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
        Authorisation.requireOwn(caller, Action.SEE_OWN_APPLICATIONS, Action.SEE_ALL_APPLICATIONS, List.of(application.applicant()));
        if (application.state() == ApplicationState.DRAFT && !caller.account().orElseThrow().id().equals(application.applicant())) {
            throw new Problem(ProblemCode.NOT_FOUND);
        }
        return application;
    }
}
