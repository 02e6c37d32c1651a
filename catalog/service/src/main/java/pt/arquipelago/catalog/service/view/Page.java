package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

/**
 * What every page knows.
 *
 * @param path of the site's root as the browser sees it, empty or without a slash at its end
 * @param title of the page
 * @param name of the catalogue
 * @param otherLanguage address of this same page in the other language
 */
public record Page(Words words, String path, String title, String name, String publisher, String otherLanguage) {
    public Page {
        requireNonNull(words, "words is null");
        requireNonNull(path, "path is null");
        requireNonNull(title, "title is null");
        requireNonNull(name, "name is null");
        requireNonNull(publisher, "publisher is null");
        requireNonNull(otherLanguage, "otherLanguage is null");
    }

    /** An address on this site in the language of the page. */
    public String to(String address) {
        return path + address + (address.contains("?") ? "&" : "?") + "lang=" + words.language();
    }
}
