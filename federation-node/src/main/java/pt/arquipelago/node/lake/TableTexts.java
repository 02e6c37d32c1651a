package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the catalogue says of a table.
 *
 * @param categories letters of Art 51(1)
 * @param legalBasis the national act under which the source is kept, as text; may be empty
 */
public record TableTexts(Text title, Text description, List<String> categories, List<Text> keywords, String legalBasis, CatalogueTerms catalogue) {
    public TableTexts {
        requireNonNull(title, "title is null");
        requireNonNull(description, "description is null");
        categories = List.copyOf(categories);
        keywords = List.copyOf(keywords);
        requireNonNull(legalBasis, "legalBasis is null");
        requireNonNull(catalogue, "catalogue is null");
    }

    public TableTexts withCatalogue(CatalogueTerms terms) {
        return new TableTexts(title, description, categories, keywords, legalBasis, terms);
    }

    /** Only a title, which is the description too. */
    public static TableTexts titled(String pt, String en) {
        Text title = new Text(pt, en);
        return new TableTexts(title, title, List.of(), List.of(), "", CatalogueTerms.PLAIN);
    }
}
