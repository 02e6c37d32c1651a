package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import pt.arquipelago.policies.refusal.RefusalCode;

/**
 * Why a policy said no. The texts stand in the METADATA of the rule and carry no data.
 *
 * @param code for instance {@code policy.purpose-reserved}
 * @param message in English
 * @param messagePt the same in Portuguese
 * @param article of Regulation (EU) 2025/327, if the rule stands on one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Denial(String code, String message, String messagePt, String remedy, Optional<String> article) {
    public Denial {
        if (!requireNonNull(code, "code is null").matches("policy\\.[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("code must be policy. and words joined by hyphens");
        }
        requireNonNull(message, "message is null");
        requireNonNull(messagePt, "messagePt is null");
        requireNonNull(remedy, "remedy is null");
        requireNonNull(article, "article is null");
    }

    static Denial of(RefusalCode code) {
        return new Denial(code.code(), code.sentence(), code.sentencePt(), code.remedy(), Optional.empty());
    }
}
