package pt.arquipelago.accessbody.permit;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.time.Clock;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A decision maker suspends a permit, takes it up again, or revokes it for good (Art 63(3)). */
public final class ChangePermit {
    private final Database database;
    private final Clock clock;

    public ChangePermit(Database database, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    public IssuedPermit change(Caller caller, String id, PermitState state, String reason) {
        Account decider = Authorisation.require(caller, Action.CHANGE_PERMIT);
        if (state != PermitState.ACTIVE && state != PermitState.SUSPENDED && state != PermitState.REVOKED) {
            throw Problem.invalid("A permit is made active, suspended or revoked.");
        }
        if (reason.isBlank()) {
            throw Problem.invalid("reason is missing: the register says why.");
        }
        return database.transaction(handle -> {
            IssuedPermit permit = PermitRows.find(handle, id).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND));
            Authorisation.requireOther(decider, permit.people());
            PermitRows.move(handle, permit, new IssuedPermit.Event(state, Optional.of(decider.id()), reason, clock.instant()));
            return PermitRows.find(handle, id).orElseThrow();
        });
    }
}
