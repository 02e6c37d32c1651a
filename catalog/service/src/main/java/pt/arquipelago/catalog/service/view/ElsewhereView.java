package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.service.store.ForeignDataset;

/**
 * Datasets of other catalogues.
 *
 * @param datasets the first of those found
 * @param source whose alone are shown, if one was chosen
 */
public record ElsewhereView(String words, String source, List<ForeignDataset> datasets, int total, List<Source> sources) {
    public ElsewhereView {
        requireNonNull(words, "words is null");
        requireNonNull(source, "source is null");
        datasets = List.copyOf(datasets);
        sources = List.copyOf(sources);
    }

    /**
     * @param harvested when the last harvest was, to the minute
     * @param failure why it failed
     */
    public record Source(String id, String name, URI url, Optional<String> harvested, int refused, Optional<String> failure) {}

    public String name(String id) {
        return sources.stream().filter(one -> one.id().equals(id)).map(Source::name).findFirst().orElse(id);
    }
}
