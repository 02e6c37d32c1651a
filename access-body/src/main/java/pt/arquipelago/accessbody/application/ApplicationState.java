package pt.arquipelago.accessbody.application;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where an application stands, from draft to decision (Art 67 to 69). */
public enum ApplicationState {
    DRAFT,
    SUBMITTED,
    /** Something is missing: four weeks to complete it. */
    INCOMPLETE,
    LAPSED,
    /** Complete: the time limit of the decision runs. */
    COMPLETE,
    ASSESSMENT,
    /** Three more months (Art 68(4)). */
    EXTENDED,
    /** The applicant knows the fees and may withdraw (Art 62). */
    FEE_ESTIMATED,
    REFUSED,
    WITHDRAWN,
    /** Answered as a request for statistics instead (Art 69). */
    CONVERTED_TO_REQUEST,
    PERMITTED;

    public Set<ApplicationState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(SUBMITTED, WITHDRAWN);
            case SUBMITTED -> EnumSet.of(INCOMPLETE, COMPLETE, WITHDRAWN);
            case INCOMPLETE -> EnumSet.of(SUBMITTED, LAPSED, WITHDRAWN);
            case COMPLETE -> EnumSet.of(INCOMPLETE, ASSESSMENT, FEE_ESTIMATED, PERMITTED, REFUSED, WITHDRAWN);
            case ASSESSMENT -> EnumSet.of(INCOMPLETE, EXTENDED, FEE_ESTIMATED, PERMITTED, REFUSED, WITHDRAWN);
            case EXTENDED -> EnumSet.of(FEE_ESTIMATED, PERMITTED, REFUSED, WITHDRAWN);
            case FEE_ESTIMATED -> EnumSet.of(PERMITTED, REFUSED, WITHDRAWN, CONVERTED_TO_REQUEST);
            case LAPSED, REFUSED, WITHDRAWN, CONVERTED_TO_REQUEST, PERMITTED -> EnumSet.noneOf(ApplicationState.class);
        };
    }

    public boolean decidable() {
        return next().contains(PERMITTED);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
