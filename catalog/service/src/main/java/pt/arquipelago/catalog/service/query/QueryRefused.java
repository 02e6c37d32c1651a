package pt.arquipelago.catalog.service.query;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A query that is not answered: why, in a stable code and in words, and what would be. */
public final class QueryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String remedy;
    private final transient Place place;

    /** Where in the query; both count from 1. */
    public record Place(int line, int column) {}

    /** The kinds, each with its HTTP status and stable code. */
    public enum Reason {
        MISSING(400, "sparql.missing"),
        SYNTAX(400, "sparql.syntax"),
        NOT_READ_ONLY(400, "sparql.not-read-only"),
        FEDERATION(400, "sparql.federation"),
        DATASET_CLAUSE(400, "sparql.dataset-clause"),
        FUNCTION(400, "sparql.function"),
        PATTERN(400, "sparql.pattern"),
        TOO_LONG(413, "sparql.too-long"),
        TIME_LIMIT(503, "sparql.time-limit"),
        ROW_LIMIT(422, "sparql.row-limit"),
        FAILED(422, "sparql.failed"),
        BUSY(503, "sparql.busy");

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

    public QueryRefused(Reason reason, String message, String remedy) {
        this(reason, message, remedy, null);
    }

    private QueryRefused(Reason reason, String message, String remedy, Place place) {
        super(requireNonNull(message, "message is null"));
        this.reason = requireNonNull(reason, "reason is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
        this.place = place;
    }

    static QueryRefused at(Place place, String message, String remedy) {
        return new QueryRefused(Reason.SYNTAX, message, remedy, requireNonNull(place, "place is null"));
    }

    public Reason reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }

    /** Of what does not parse. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}
