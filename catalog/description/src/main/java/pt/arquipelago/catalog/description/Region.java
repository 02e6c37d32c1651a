package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

/** How many records and persons are of a region. @param nuts NUTS 2024 code, such as {@code PT11A} */
public record Region(String nuts, ValueFigures figures) {
    public Region {
        requireNonNull(nuts, "nuts is null");
        requireNonNull(figures, "figures is null");
    }
}
