package pt.arquipelago.accessbody.permit;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a permit stands. Data stay with their holders, so it is active as soon as it is issued. */
public enum PermitState {
    ISSUED,
    DATA_READY,
    ACTIVE,
    SUSPENDED,
    EXPIRED,
    REVOKED,
    DELETED;

    public Set<PermitState> next() {
        return switch (this) {
            case ISSUED -> EnumSet.of(DATA_READY);
            case DATA_READY -> EnumSet.of(ACTIVE);
            case ACTIVE -> EnumSet.of(SUSPENDED, EXPIRED, REVOKED);
            case SUSPENDED -> EnumSet.of(ACTIVE, EXPIRED, REVOKED);
            case EXPIRED, REVOKED -> EnumSet.of(DELETED);
            case DELETED -> EnumSet.noneOf(PermitState.class);
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
