package pt.arquipelago.accessbody.task;

import pt.arquipelago.accessbody.database.Ids;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Wraps a question in one signed order for one node. */
public final class Orders {
    /** Beyond the task's deadline, so that a node may still be asked what became of the order. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final SigningKey key;
    private final String issuer;

    public Orders(SigningKey key, String issuer) {
        this.key = requireNonNull(key, "key is null");
        this.issuer = requireNonNull(issuer, "issuer is null");
    }

    NodeTask order(String node, String task, String permitJws, Question question, String user, OrderMode mode, Instant now, Instant deadline) {
        var order = new TaskOrder(issuer, node, Ids.next("o"), now.getEpochSecond(), deadline.plus(GRACE).getEpochSecond(), task, permitJws, question,
                question.digest(), user, AggregateQuery.VERSION, mode);
        return new NodeTask(node, order.jti(), Jws.sign(key, MessageType.ORDER, order), NodeTaskState.QUEUED, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** An order as this body once signed and kept it. */
    static TaskOrder read(String jws) {
        return StrictJson.read(StrictJson.readObject(Base64.getUrlDecoder().decode(jws.split("\\.")[1])), TaskOrder.class);
    }
}
