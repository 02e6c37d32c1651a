package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset of another catalogue, as that one describes it.
 *
 * @param source id of the catalogue it was harvested from
 * @param titles by language; under the empty one if none is said
 * @param page where people read about it; else its own address
 * @param digest of its statements
 */
public record ForeignDataset(URI iri, String source, Map<String, String> titles, Map<String, String> descriptions, List<String> keywords, Optional<String> publisher,
        Optional<URI> page, Optional<String> modified, String digest) {
    public ForeignDataset {
        requireNonNull(iri, "iri is null");
        requireNonNull(source, "source is null");
        titles = Map.copyOf(titles);
        descriptions = Map.copyOf(descriptions);
        keywords = List.copyOf(keywords);
        requireNonNull(publisher, "publisher is null");
        requireNonNull(page, "page is null");
        requireNonNull(modified, "modified is null");
        requireNonNull(digest, "digest is null");
    }

    public String title(String language) {
        return in(titles, language);
    }

    public String description(String language) {
        return in(descriptions, language);
    }

    /** Where people are led. */
    public URI address() {
        return page.orElse(iri);
    }

    /** In that language, else in English, else without one, else in any. */
    private static String in(Map<String, String> texts, String language) {
        return List.of(language, "en", "").stream().map(texts::get).filter(java.util.Objects::nonNull).findFirst()
                .orElseGet(() -> texts.entrySet().stream().min(Map.Entry.comparingByKey()).map(Map.Entry::getValue).orElse(""));
    }
}
