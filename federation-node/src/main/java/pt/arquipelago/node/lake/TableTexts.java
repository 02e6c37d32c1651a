package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the catalogue says of a table.
 *
 * @param category of Art 51(1), one letter or several: {@code e} or {@code a,e}
 * @param legalBasis the national act under which the source is kept, as text
 */
public record TableTexts(Text title, Text description, List<String> categories, List<Text> keywords, String legalBasis) {
    public TableTexts {
        requireNonNull(title, "title is null");
        requireNonNull(description, "description is null");
        categories = List.copyOf(categories);
        keywords = List.copyOf(keywords);
        requireNonNull(legalBasis, "legalBasis is null");
    }

    /** Only a title, which is the description too. */
    public static TableTexts titled(String pt, String en) {
        Text title = new Text(pt, en);
        return new TableTexts(title, title, List.of(), List.of(), "");
    }
}
