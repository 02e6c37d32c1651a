package pt.arquipelago.accessbody.http;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Problems as {@code application/problem+json} (RFC 9457), with the stable {@code code} and what to do. */
public final class ProblemJson implements ProblemRenderer {
    @Override
    public Answer.Whole render(Call call, Problem problem, String reference) {
        return of(problem, reference);
    }

    static Answer.Whole of(Problem problem, String reference) {
        ProblemCode code = problem.code();
        var body = Json.object()
                .put("type", "urn:arquipelago:problem:" + code.code())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", problem.detail())
                .put("code", code.code())
                .put("remedy", code.remedy());
        if (!reference.isEmpty()) {
            body.put("reference", reference);
        }
        var answer = new Answer.Whole(code.status(), "application/problem+json", Json.write(body).getBytes(StandardCharsets.UTF_8), Map.of());
        return switch (code) {
            case NOT_SIGNED_IN -> answer.with("WWW-Authenticate", "Bearer");
            case TOO_MANY_ATTEMPTS -> answer.with("Retry-After", "300");
            default -> answer;
        };
    }
}
