package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Any resource as a page: what is said of it and of what belongs to it.
 *
 * @param about one sentence on what kind of thing this is
 * @param formats addresses of the same in other forms
 */
public record ResourceView(String title, String about, List<Subject> subjects, List<Link> formats, List<Link> onward) {
    public ResourceView {
        requireNonNull(title, "title is null");
        requireNonNull(about, "about is null");
        subjects = List.copyOf(subjects);
        formats = List.copyOf(formats);
        onward = List.copyOf(onward);
    }

    /** @param iri whole, for the heading */
    public record Subject(String iri, List<Row> rows) {}

    /** @param more how many values are left out of the page */
    public record Row(String property, String iri, List<Value> values, int more) {}

    /** @param address where the value leads, if it is an http address */
    public record Value(String text, Optional<String> address, Optional<String> language) {}

    public record Link(String text, String address) {}
}
