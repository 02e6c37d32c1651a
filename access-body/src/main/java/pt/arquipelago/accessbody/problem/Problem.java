package pt.arquipelago.accessbody.problem;

import static java.util.Objects.requireNonNull;

/** A "no" that may be shown to people outside: its detail never carries data of persons nor secrets. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String detail;

    public Problem(ProblemCode code, String detail) {
        super(requireNonNull(code, "code is null").code() + ": " + requireNonNull(detail, "detail is null"));
        this.code = code;
        this.detail = detail;
    }

    public Problem(ProblemCode code) {
        this(code, code.title() + ".");
    }

    public static Problem invalid(String detail) {
        return new Problem(ProblemCode.INVALID, detail);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
