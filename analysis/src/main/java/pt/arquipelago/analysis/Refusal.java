package pt.arquipelago.analysis;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A "no" as people outside see it: which rule, what is wrong, what would be accepted. It never carries data.
 *
 * @param code dotted kebab case, such as {@code gate.pseudonym-compared}
 * @param message the problem and its cause
 * @param remedy what to do instead
 * @param place where in the question, if the problem stands in its text
 * @param rewritten a question that may have been meant and that passes, where one was found
 */
public record Refusal(String code, String message, String remedy, Optional<Place> place, Optional<String> rewritten) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

    public Refusal {
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
        requireNonNull(remedy, "remedy is null");
        requireNonNull(place, "place is null");
        requireNonNull(rewritten, "rewritten is null");
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a refusal code: " + code);
        }
    }

    public Refusal(String code, String message, String remedy) {
        this(code, message, remedy, Optional.empty());
    }

    public Refusal(String code, String message, String remedy, Optional<Place> place) {
        this(code, message, remedy, place, Optional.empty());
    }

    public Refusal at(Place where) {
        return new Refusal(code, message, remedy, Optional.of(where), rewritten);
    }

    public Refusal insteadAsk(String question) {
        return new Refusal(code, message, remedy, place, Optional.of(question));
    }
}
