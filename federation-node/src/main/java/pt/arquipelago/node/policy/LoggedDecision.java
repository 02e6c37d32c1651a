package pt.arquipelago.node.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.audit.AuditEntry.Decided;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.transparency.LeafFile;

/**
 * A decision as the audit log has it.
 *
 * @param index of its entry, from 0
 */
public record LoggedDecision(long index, String at, Optional<String> user, Decided decided) {
    public LoggedDecision {
        requireNonNull(at, "at is null");
        requireNonNull(user, "user is null");
        requireNonNull(decided, "decided is null");
    }

    /**
     * Every entry of a log that came as far as the policies, in order.
     *
     * @throws OperatorException when the log cannot be read, naming the line
     */
    public static List<LoggedDecision> of(Path log) {
        List<LoggedDecision> decisions = new ArrayList<>();
        long[] line = {0};
        try {
            LeafFile.read(log, bytes -> {
                line[0]++;
                read(StrictJson.readObject(bytes)).ifPresent(decisions::add);
            });
        } catch (InvalidMessage e) {
            throw new OperatorException("Line " + line[0] + " of " + log + " is no entry of this version. Check the log with `audit verify`.");
        } catch (IOException e) {
            throw new OperatorException("The audit log " + log + " cannot be read. Check 'state' in node.yaml.");
        }
        return decisions;
    }

    private static Optional<LoggedDecision> read(ObjectNode entry) {
        JsonNode decision = entry.path("decision");
        if (decision.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(new LoggedDecision(entry.path("index").longValue(), entry.path("at").asText(), Optional.ofNullable(entry.path("user").textValue()),
                StrictJson.read(decision, Decided.class)));
    }
}
