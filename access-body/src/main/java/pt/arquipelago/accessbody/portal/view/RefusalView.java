package pt.arquipelago.accessbody.portal.view;

import pt.arquipelago.analysis.Place;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A refusal in one language, as far as there are words for it; else as it was sent, in English.
 *
 * @param detail the sentence as it was sent, if the message is another; empty otherwise
 * @param question with the place marked, if the refusal names one
 * @param rewritten a question that may have been meant and that is accepted
 */
public record RefusalView(String code, String message, String detail, String remedy, Optional<Place> place, Optional<MarkedText> question, Optional<String> rewritten) {
    public RefusalView {
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(remedy, "remedy is null");
        requireNonNull(place, "place is null");
        requireNonNull(question, "question is null");
        requireNonNull(rewritten, "rewritten is null");
    }
}
