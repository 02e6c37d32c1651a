package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

/** A text in the two languages of the catalogue. Neither may be missing: a description half translated is refused where it is made. */
public record LocalText(String pt, String en) {
    static final int LONGEST = 10_000;

    public LocalText {
        pt = checked(pt, "pt");
        en = checked(en, "en");
    }

    /** The text for a language tag: Portuguese for {@code pt…}, English for any other. */
    public String in(String language) {
        return language.startsWith("pt") ? pt : en;
    }

    private static String checked(String text, String language) {
        String trimmed = requireNonNull(text, language + " is null").strip();
        if (trimmed.isEmpty()) {
            throw new IllegalArgumentException("The text in language '" + language + "' is empty: give it in Portuguese and in English.");
        }
        if (trimmed.length() > LONGEST) {
            throw new IllegalArgumentException("The text in language '" + language + "' is longer than " + LONGEST + " characters.");
        }
        return trimmed;
    }
}
