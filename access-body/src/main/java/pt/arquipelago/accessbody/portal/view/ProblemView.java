package pt.arquipelago.accessbody.portal.view;

import static java.util.Objects.requireNonNull;

/**
 * A "no" on a page.
 *
 * @param title what is wrong, in the page's language
 * @param detail more about it, in English as the API says it; empty if it adds nothing
 * @param reference of the entry in the log, or empty
 */
public record ProblemView(int status, String code, String title, String detail, String remedy, String reference) {
    public ProblemView {
        requireNonNull(code, "code is null");
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(remedy, "remedy is null");
        requireNonNull(reference, "reference is null");
    }
}
