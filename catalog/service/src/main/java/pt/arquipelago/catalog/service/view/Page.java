package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What every page knows.
 *
 * @param path of the site's root as the browser sees it, empty or without a slash at its end
 * @param title of the page
 * @param name of the catalogue
 * @param otherLanguage address of this same page in the other language
 */
public record Page(Words words, String path, String title, String name, String publisher, String otherLanguage) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    public Page {
        requireNonNull(words, "words is null");
        requireNonNull(path, "path is null");
        requireNonNull(title, "title is null");
        requireNonNull(name, "name is null");
        requireNonNull(publisher, "publisher is null");
        requireNonNull(otherLanguage, "otherLanguage is null");
    }

    /** To the minute, in UTC. */
    public static String moment(Instant at) {
        return MINUTE.format(at);
    }

    /** An address on this site in the language of the page. */
    public String to(String address) {
        return path + address + (address.contains("?") ? "&" : "?") + "lang=" + words.language();
    }
}
