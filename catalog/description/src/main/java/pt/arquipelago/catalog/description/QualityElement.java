package pt.arquipelago.catalog.description;

import java.util.Locale;

/** What Article 78(3) of Regulation (EU) 2025/327 has a label say in words, by its points. */
public enum QualityElement {
    METADATA("a", "Metadados", "Metadata"),
    SUPPORT("a", "Documentação de apoio", "Support documentation"),
    DATA_MODEL("a", "Modelo de dados", "Data model"),
    DICTIONARY("a", "Dicionário de dados", "Data dictionary"),
    STANDARDS("a", "Formato e normas", "Format and standards"),
    SOURCE("a", "Origem dos dados", "Source of the data"),
    ACCURACY("b", "Exatidão", "Accuracy"),
    MATURITY("c", "Maturidade da gestão da qualidade", "Maturity of quality management"),
    AUDIT("c", "Revisão e auditoria", "Review and audit"),
    BIAS("c", "Exame de enviesamentos", "Examination of biases"),
    REPRESENTATIVITY("d", "Representatividade", "Representativity"),
    PROVISION("e", "Tempo até à disponibilização", "Time to provide after a permit"),
    MERGING("f", "Junção e ligação a outros dados", "Merging and linking with other data");

    private final String point;
    private final LocalText title;

    QualityElement(String point, String pt, String en) {
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

    /** As it stands in profiles and JSON: {@code data_model}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
