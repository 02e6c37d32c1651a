package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/**
 * The datasets of one institution or one system.
 *
 * @param kind its words are {@code group.{kind}}
 */
public record GroupView(String kind, String name, Optional<Contact> contact, List<PublishedDataset> datasets, Timeline timeline) {
    public GroupView {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
        requireNonNull(contact, "contact is null");
        datasets = List.copyOf(datasets);
        requireNonNull(timeline, "timeline is null");
    }
}
