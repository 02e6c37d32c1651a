package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Why a policy said no.
 *
 * @param code for instance {@code policy.purpose-reserved}
 * @param message in English, without data
 * @param messagePt the same in Portuguese
 * @param article of Regulation (EU) 2025/327, if the rule stands on one
 */
public record Denial(String code, String message, String messagePt, String remedy, Optional<String> article) {
    public Denial {
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
        requireNonNull(messagePt, "messagePt is null");
        requireNonNull(remedy, "remedy is null");
        requireNonNull(article, "article is null");
    }
}
