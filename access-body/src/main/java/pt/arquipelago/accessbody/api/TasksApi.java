package pt.arquipelago.accessbody.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.accessbody.result.ResultFormat;
import pt.arquipelago.accessbody.task.EndTasks;
import pt.arquipelago.accessbody.task.ReviewOutput;
import pt.arquipelago.accessbody.task.SeeMeetings;
import pt.arquipelago.accessbody.task.SeeTasks;
import pt.arquipelago.accessbody.task.SubmitTask;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Questions asked, their progress, and their results. */
final class TasksApi {
    private final SubmitTask submit;
    private final SeeTasks see;
    private final SeeMeetings meetings;
    private final EndTasks ends;
    private final ReviewOutput review;
    private final TaskProgress progress;
    private final TaskView view;

    TasksApi(SubmitTask submit, SeeTasks see, SeeMeetings meetings, EndTasks ends, ReviewOutput review, TaskProgress progress, TaskView view) {
        this.submit = requireNonNull(submit, "submit is null");
        this.see = requireNonNull(see, "see is null");
        this.meetings = requireNonNull(meetings, "meetings is null");
        this.ends = requireNonNull(ends, "ends is null");
        this.review = requireNonNull(review, "review is null");
        this.progress = requireNonNull(progress, "progress is null");
        this.view = requireNonNull(view, "view is null");
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/tasks", this::submit),
                Route.get("/api/v1/tasks", call -> Answer.json(200, Views.list(see.list(call.caller()), view::of))),
                Route.get("/api/v1/tasks/{id}", this::task),
                Route.delete("/api/v1/tasks/{id}", call -> Answer.json(200, view.of(ends.cancel(call.caller(), call.parameter("id"))))),
                Route.get("/api/v1/tasks/{id}/events", progress::stream),
                Route.get("/api/v1/tasks/{id}/result", this::result),
                Route.post("/api/v1/tasks/{id}/review", this::review));
    }

    private record Submission(String permit, ObjectNode question, Optional<OrderMode> mode) {
        private Submission {
            requireNonNull(permit, "permit is null");
            requireNonNull(question, "question is null");
        }
    }

    private Answer submit(Call call) {
        Submission submission = call.authorisedJson(Submission.class, Action.SUBMIT_TASK);
        Task task = submit.submit(call.caller(), submission.permit(), question(submission.question()), submission.mode().orElse(OrderMode.RUN));
        return Answer.json(202, view.of(task)).with("Location", "/api/v1/tasks/" + task.id());
    }

    private Answer task(Call call) {
        Task task = see.get(call.caller(), call.parameter("id"));
        return Answer.json(200, view.of(task, meetings.of(call.caller(), task)));
    }

    private static Question question(ObjectNode json) {
        try {
            return StrictJson.read(json, Question.class);
        } catch (InvalidMessage e) {
            throw new Problem(ProblemCode.MALFORMED, "question must be {\"sql\": text, \"parameters\"?: object of scalars, \"strict\"?: true or false, \"noise\"?: {rho, rows, records, ranges}}.");
        }
    }

    private Answer result(Call call) {
        var result = see.result(call.caller(), call.parameter("id"));
        ResultFormat format = ResultFormat.asked(call.query("format"), call.header("Accept")).orElseThrow(() -> new Problem(ProblemCode.NOT_ACCEPTABLE));
        return Answer.bytes(format.mediaType(), format.write(result))
                .with("Content-Disposition", "attachment; filename=\"" + call.parameter("id") + "." + format.extension() + "\"");
    }

    private record ReviewBody(String decision, String reason) {
        private ReviewBody {
            requireNonNull(decision, "decision is null");
            reason = reason == null ? "" : reason;
        }
    }

    private Answer review(Call call) {
        ReviewBody body = call.authorisedJson(ReviewBody.class, Action.REVIEW_OUTPUT);
        return Answer.json(200, view.of(review.review(call.caller(), call.parameter("id"), body.decision(), body.reason())));
    }
}
