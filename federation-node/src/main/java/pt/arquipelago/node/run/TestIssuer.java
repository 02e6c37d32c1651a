package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.PermitVerifier;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

/** Signs orders and status lists with a test key, so that `run` goes the very way that a federation's orders go. */
final class TestIssuer {
    private static final long ORDER_SECONDS = 600;
    private static final String UNKNOWN = "unknown";

    private final SigningKey key;
    private final String node;
    private final String permit;
    private final Optional<Permit> read;
    private final Clock clock;

    /** @param permit as a compact JWS; whether it is good is for the chain to say */
    TestIssuer(SigningKey key, String node, String permit, PermitVerifier permits, Clock clock) {
        this.key = requireNonNull(key, "key is null");
        this.node = requireNonNull(node, "node is null");
        this.permit = requireNonNull(permit, "permit is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.read = read(permits, permit);
    }

    /** @param user of the permit; absent: the first person that it names */
    String order(String task, Question question, Optional<String> user, OrderMode mode) {
        long now = clock.instant().getEpochSecond();
        String who = user.or(() -> read.map(each -> each.persons().get(0).id())).orElse(UNKNOWN);
        return Jws.sign(key, MessageType.ORDER, new TaskOrder(issuer(), node, UUID.randomUUID().toString(), now, now + ORDER_SECONDS, task, permit, question,
                question.digest(), who, AggregateQuery.VERSION, mode));
    }

    String statusList() {
        long now = clock.instant().getEpochSecond();
        return Jws.sign(key, MessageType.STATUS, new StatusList(issuer(), now, now + StatusList.MAX_SECONDS, List.of(), List.of()));
    }

    private String issuer() {
        return read.map(Permit::iss).orElse(UNKNOWN);
    }

    private static Optional<Permit> read(PermitVerifier permits, String compact) {
        try {
            return Optional.of(permits.read(compact));
        } catch (InvalidMessage e) {
            return Optional.empty();
        }
    }
}
