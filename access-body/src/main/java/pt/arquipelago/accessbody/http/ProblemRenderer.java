package pt.arquipelago.accessbody.http;

import pt.arquipelago.accessbody.problem.Problem;

/** How a "no" looks: JSON for programs, a page for people. */
@FunctionalInterface
public interface ProblemRenderer {
    /** @param reference names the entry in the log, for problems that are the body's own fault; else empty */
    Answer.Whole render(Call call, Problem problem, String reference);
}
