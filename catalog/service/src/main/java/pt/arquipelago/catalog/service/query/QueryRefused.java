package pt.arquipelago.catalog.service.query;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pt.arquipelago.catalog.description.LocalText;

/** A query that is not answered: why, in a stable code and in words of both languages, and what would be. */
public final class QueryRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient LocalText detail;
    private final transient LocalText remedy;
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

    public QueryRefused(Reason reason, LocalText detail, LocalText remedy) {
        this(reason, detail, remedy, null);
    }

    private QueryRefused(Reason reason, LocalText detail, LocalText remedy, Place place) {
        super(requireNonNull(detail, "detail is null").en());
        this.detail = detail;
        this.reason = requireNonNull(reason, "reason is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
        this.place = place;
    }

    static QueryRefused at(Place place, LocalText detail, LocalText remedy) {
        return new QueryRefused(Reason.SYNTAX, detail, remedy, requireNonNull(place, "place is null"));
    }

    /** Of what asks for graphs by name, which this store would have to fetch. */
    public static QueryRefused datasetClause(String one, String other) {
        return new QueryRefused(Reason.DATASET_CLAUSE, new LocalText(one + " e " + other + " não são aqui atendidos.", one + " and " + other + " are not answered here."),
                new LocalText("Retire-os: o grafo por omissão tem tudo, e GRAPH ?g indica os conjuntos de dados.", "Leave them out: the default graph holds everything, and GRAPH ?g names the datasets."));
    }

    public static QueryRefused update() {
        return new QueryRefused(Reason.NOT_READ_ONLY, new LocalText("Aqui não se aceitam alterações.", "Updates are not answered here."),
                new LocalText("Pergunte com SELECT, ASK, CONSTRUCT ou DESCRIBE.", "Ask SELECT, ASK, CONSTRUCT or DESCRIBE."));
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

    /** Of what does not parse. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}
