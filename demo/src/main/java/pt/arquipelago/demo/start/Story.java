package pt.arquipelago.demo.start;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;

/** The main job as its people do it: find, apply, decide, ask, answer, check, read. */
final class Story {
    private static final Set<String> ENDED = Set.of("released", "rejected", "refused", "failed", "cancelled");
    private static final Duration TASK_LIMIT = Duration.ofSeconds(300);

    private final Portal researcher;
    private final Portal decisionMaker;
    private final Portal checker;
    private final String permitsPassword;
    private final Progress progress;

    Story(HttpClient http, Addresses addresses, String permitsPassword, Progress progress) {
        this.researcher = Portal.signIn(http, addresses.portal(), Account.of("researcher"));
        this.decisionMaker = Portal.signIn(http, addresses.portal(), Account.of("decision_maker"));
        this.checker = Portal.signIn(http, addresses.portal(), Account.of("output_checker"));
        this.permitsPassword = requireNonNull(permitsPassword, "permitsPassword is null");
        this.progress = requireNonNull(progress, "progress is null");
    }

    /** The permit of an earlier start, or one applied for and decided now. */
    String permit() {
        for (JsonNode permit : researcher.get("/permits").path("items")) {
            if (permit.path("state").asText().equalsIgnoreCase("active")) {
                progress.step("The researcher has the permit " + permit.path("id").asText() + " from an earlier start");
                return permit.path("id").asText();
            }
        }
        JsonNode datasets = researcher.get("/datasets").path("items");
        progress.step("The researcher found " + datasets.size() + " datasets and applies for a data permit");
        String application = researcher.post("/applications", application(datasets)).path("id").asText();
        ObjectNode decision = Portal.JSON.createObjectNode().put("decision", "permit")
                .put("reason", "Purpose, data and safeguards are in proportion.").put("keystore_password", permitsPassword);
        String permit = decisionMaker.post("/applications/" + application + "/decision", decision).path("permit").asText();
        progress.step("The decision maker permits it: " + permit);
        return permit;
    }

    private static ObjectNode application(JsonNode datasets) {
        ObjectNode content = Portal.JSON.createObjectNode().put("title", "Diabetes medicines and sick leave in three institutions")
                .put("intended_use", "Describe use of diabetes medicines and sick leave by age, sex and month, to plan care.")
                .put("safeguards", "Only aggregates leave; outputs are checked; two named persons.")
                .put("ethics", "Aggregated results only; the institution's ethics board was told.")
                .put("function", "Epidemiologist")
                .put("pseudonymised_justification", "Dispensings, sick leave and the register are joined by person inside each institution.")
                .put("legal_basis", "Art 6(1)(e) GDPR")
                .put("valid_days", 365);
        content.putObject("organisation").put("name", "Instituto de Saúde Pública (demonstração)").put("kind", "public");
        content.putObject("purpose").put("article", "53(1)(e)").put("text", "Scientific research on the use of medicines and on sick leave.");
        ArrayNode asked = content.putArray("datasets");
        for (JsonNode dataset : datasets) {
            ObjectNode one = asked.addObject().put("node", dataset.path("node").asText()).put("table", dataset.path("table").asText());
            ArrayNode columns = one.putArray("columns");
            for (JsonNode variable : dataset.path("variables")) {
                if (!variable.path("class").asText().equalsIgnoreCase("identifier")) {
                    columns.add(variable.path("name").asText());
                }
            }
        }
        return content;
    }

    /** Asks a question and follows it to its end; the output checker releases what comes back. */
    Answer ask(String permit, Questions question) {
        ObjectNode order = Portal.JSON.createObjectNode().put("permit", permit).put("mode", "run");
        order.putObject("question").put("sql", question.sql());
        long asked = System.nanoTime();
        String id = researcher.post("/tasks", order).path("id").asText();
        JsonNode task = await(id, asked);
        Duration combined = Duration.ofNanos(System.nanoTime() - asked);
        if (task.path("state").asText().equals("review")) {
            ObjectNode review = Portal.JSON.createObjectNode().put("decision", "release").put("reason", "Table and question read; nothing stands on few persons.");
            checker.post("/tasks/" + id + "/review", review);
            task = researcher.get("/tasks/" + id);
        }
        JsonNode result = task.path("state").asText().equals("released") ? researcher.get("/tasks/" + id + "/result") : Portal.JSON.createObjectNode();
        return new Answer(question, task, result, combined);
    }

    private JsonNode await(String id, long asked) {
        String told = "";
        while (System.nanoTime() - asked < TASK_LIMIT.toNanos()) {
            JsonNode task = researcher.get("/tasks/" + id);
            String now = states(task);
            if (!now.equals(told)) {
                progress.step("  " + now);
                told = now;
            }
            if (ENDED.contains(task.path("state").asText()) || task.path("state").asText().equals("review")) {
                return task;
            }
            Pause.briefly();
        }
        throw new StepFailed("the question had no answer after " + TASK_LIMIT.toSeconds() + " s (" + told + ")", "see the logs of the nodes");
    }

    private static String states(JsonNode task) {
        StringBuilder line = new StringBuilder(task.path("state").asText());
        for (JsonNode node : task.path("nodes")) {
            line.append(" · ").append(node.path("node").asText()).append(' ').append(node.path("state").asText());
        }
        return line.toString();
    }
}
