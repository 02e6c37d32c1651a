package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.description.Finding;

/**
 * The page to check a description on.
 *
 * @param text as it was pasted
 * @param report of the check, if something was checked
 * @param problem why nothing could be checked
 */
public record ValidateView(String text, String syntax, String profile, Optional<Report> report, Optional<String> problem) {
    public ValidateView {
        requireNonNull(text, "text is null");
        requireNonNull(syntax, "syntax is null");
        requireNonNull(profile, "profile is null");
        requireNonNull(report, "report is null");
        requireNonNull(problem, "problem is null");
    }

    public record Report(boolean conforms, long statements, List<Finding> findings, List<Finding> advice) {}
}
