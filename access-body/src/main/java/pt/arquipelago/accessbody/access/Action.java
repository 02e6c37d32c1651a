package pt.arquipelago.accessbody.access;

import pt.arquipelago.accessbody.account.Role;

import java.util.EnumSet;
import java.util.Set;

import static pt.arquipelago.accessbody.account.Role.AUDITOR;
import static pt.arquipelago.accessbody.account.Role.CASE_HANDLER;
import static pt.arquipelago.accessbody.account.Role.DECISION_MAKER;
import static pt.arquipelago.accessbody.account.Role.INSTITUTION;
import static pt.arquipelago.accessbody.account.Role.OUTPUT_CHECKER;
import static pt.arquipelago.accessbody.account.Role.RESEARCHER;

/** Everything that can be done here, and the roles that may. What nobody listed, nobody may. */
public enum Action {
    /** What anybody may do, signed in or not: the page of signing in, the API's description, whether the service is up. */
    USE_PUBLIC(),
    SEE_DATASETS(RESEARCHER, CASE_HANDLER, DECISION_MAKER, OUTPUT_CHECKER, AUDITOR, INSTITUTION),
    SEE_NODES(RESEARCHER, CASE_HANDLER, DECISION_MAKER, OUTPUT_CHECKER, AUDITOR, INSTITUTION),
    SEE_UNDECLARED_RULES(CASE_HANDLER, DECISION_MAKER, AUDITOR),
    APPLY(RESEARCHER),
    SEE_OWN_APPLICATIONS(RESEARCHER),
    SEE_ALL_APPLICATIONS(CASE_HANDLER, DECISION_MAKER, AUDITOR),
    ASSESS(CASE_HANDLER),
    DECIDE(DECISION_MAKER),
    SEE_OWN_PERMITS(RESEARCHER),
    SEE_ALL_PERMITS(CASE_HANDLER, DECISION_MAKER, OUTPUT_CHECKER, AUDITOR),
    CHANGE_PERMIT(DECISION_MAKER),
    SUBMIT_TASK(RESEARCHER),
    CANCEL_TASK(RESEARCHER),
    SEE_OWN_TASKS(RESEARCHER),
    SEE_ALL_TASKS(OUTPUT_CHECKER, AUDITOR),
    SEE_OWN_RESULT(RESEARCHER),
    SEE_RESULT_BEFORE_RELEASE(OUTPUT_CHECKER),
    REVIEW_OUTPUT(OUTPUT_CHECKER);

    private final Set<Role> roles;

    Action(Role... roles) {
        this.roles = roles.length == 0 ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(Set.of(roles));
    }

    boolean allowedTo(Set<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }
}
