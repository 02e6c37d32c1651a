package pt.arquipelago.catalog.service.intake;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pt.arquipelago.catalog.description.Conformance;
import pt.arquipelago.catalog.description.LocalText;

/**
 * A description that was not taken: why, in a stable code and in words of both languages, and what would mend it. Nothing of the store was changed.
 */
public final class NotAccepted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient LocalText detail;
    private final transient LocalText remedy;
    private final transient Optional<Conformance> conformance;

    /** The kinds, each with its HTTP status and stable code. */
    public enum Reason {
        UNSIGNED(401, "description.unsigned"),
        SIGNATURE(401, "description.signature"),
        NOT_YOURS(403, "description.not-yours"),
        OLDER(409, "description.older"),
        MALFORMED(400, "description.malformed"),
        REASON(400, "description.reason"),
        SCOPE(422, "description.scope"),
        SHAPES(422, "description.shapes"),
        UNREADABLE(422, "description.unreadable");

        private final int status;
        private final String code;

        Reason(int status, String code) {
            this.status = status;
            this.code = code;
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }
    }

    NotAccepted(Reason reason, LocalText detail, LocalText remedy) {
        this(reason, detail, remedy, Optional.empty());
    }

    NotAccepted(Reason reason, LocalText detail, LocalText remedy, Optional<Conformance> conformance) {
        super(requireNonNull(detail, "detail is null").en());
        this.detail = detail;
        this.reason = requireNonNull(reason, "reason is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
        this.conformance = conformance;
    }

    public Reason reason() {
        return reason;
    }

    public LocalText detail() {
        return detail;
    }

    public LocalText remedy() {
        return remedy;
    }

    /** The shapes' report, when they are why. */
    public Optional<Conformance> conformance() {
        return conformance;
    }
}
