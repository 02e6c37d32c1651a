package pt.arquipelago.catalog.description;

import java.util.Locale;

/** What of Article 78(3) of Regulation (EU) 2025/327 is measured. */
public enum QualityDimension {
    COMPLETENESS("b", "Completude", "Completeness"),
    UNIQUENESS("b", "Unicidade", "Uniqueness"),
    VALIDITY("b", "Validade", "Validity"),
    CONSISTENCY("b", "Coerência", "Consistency"),
    TIMELINESS("b", "Atualidade", "Timeliness"),
    COVERAGE("d", "Cobertura", "Coverage");

    private final String point;
    private final LocalText title;

    QualityDimension(String point, String pt, String en) {
        this.point = point;
        this.title = new LocalText(pt, en);
    }

    /** Letter of Article 78(3). */
    public String point() {
        return point;
    }

    public LocalText title() {
        return title;
    }

    /** As it stands in profiles, JSON and addresses. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
