package pt.arquipelago.accessbody.permit;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** Health data users see the permits that name them; the body sees all. */
public final class SeePermits {
    private final Database database;

    public SeePermits(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    public List<IssuedPermit> list(Caller caller) {
        var scope = Authorisation.scope(caller, Action.SEE_OWN_PERMITS, Action.SEE_ALL_PERMITS);
        return database.transaction(handle -> scope.everything() ? PermitRows.all(handle) : PermitRows.naming(handle, scope.account().id()));
    }

    public IssuedPermit get(Caller caller, String id) {
        Authorisation.scope(caller, Action.SEE_OWN_PERMITS, Action.SEE_ALL_PERMITS);
        IssuedPermit permit = database.transaction(handle -> PermitRows.find(handle, id)).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
        Authorisation.requireOwn(caller, Action.SEE_OWN_PERMITS, Action.SEE_ALL_PERMITS, permit.people());
        return permit;
    }
}
