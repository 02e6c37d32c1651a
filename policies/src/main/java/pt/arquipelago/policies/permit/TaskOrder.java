package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One question of one person to one node, signed with the access body's order key: {@code arquipelago-order+jwt}.
 *
 * @param aud the node
 * @param jti remembered by the node until {@code exp}: the same order is never run twice
 * @param task id of the task at the access body
 * @param permit the permit as a compact JWS
 * @param questionDigest SHA-256 of the question's RFC 8785 form
 * @param user id of a person of the permit
 * @param aggregateQueryVersion version of the AggregateQuery that the node is to compile to
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TaskOrder(String iss, String aud, String jti, long iat, long exp, String task, String permit, Question question,
        String questionDigest, String user, int aggregateQueryVersion, OrderMode mode) {

    public TaskOrder {
        Require.party(iss, "iss");
        Require.node(aud);
        Require.id(jti, "jti");
        Require.order(iat, exp, "iat and exp");
        Require.id(task, "task");
        requireNonNull(permit, "permit is null");
        requireNonNull(question, "question is null");
        Require.digest(questionDigest, "question_digest");
        Require.party(user, "user");
        if (aggregateQueryVersion < 1) {
            throw new IllegalArgumentException("aggregate_query_version must be at least 1");
        }
        requireNonNull(mode, "mode is null");
    }
}
