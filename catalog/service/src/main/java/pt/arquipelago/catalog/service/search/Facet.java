package pt.arquipelago.catalog.service.search;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** What a list can be narrowed by: a parameter of its address, and the values a dataset has. */
public enum Facet {
    SYSTEM(entry -> List.of(entry.description().classification().system())),
    NODE(entry -> List.of(entry.description().key().node())),
    CATEGORY(entry -> entry.description().classification().categories().stream().map(category -> lower(category.name())).toList()),
    THEME(entry -> entry.description().classification().themes().stream().map(theme -> lower(theme.name())).toList()),
    CODING(entry -> entry.description().classification().codingSystems().stream().map(system -> system.code()).toList()),
    TYPE(entry -> List.of(lower(entry.description().classification().type().name()))),
    RIGHTS(entry -> List.of("non_public")),
    YEAR(entry -> entry.description().coverage().temporal().map(Facet::years).orElse(List.of())),
    NUTS(entry -> entry.description().coverage().nuts().stream().flatMap(Facet::andWider).distinct().toList()),
    QUALITY(entry -> List.of(lower(entry.quality().rating().name()))),
    LABEL(entry -> List.of(entry.description().quality().map(label -> lower(label.standing().name())).orElse("none"))),
    VARIABLE(entry -> entry.description().variables().stream().map(variable -> variable.name()).toList());

    private final Function<PublishedDataset, List<String>> values;

    Facet(Function<PublishedDataset, List<String>> values) {
        this.values = values;
    }

    /** The name in an address. */
    public String parameter() {
        return lower(name());
    }

    List<String> of(PublishedDataset entry) {
        return values.apply(entry);
    }

    /** A region with those that it is a part of: {@code PT192, PT19, PT1, PT}. */
    private static Stream<String> andWider(String nuts) {
        return IntStream.iterate(nuts.length(), length -> length >= 2, length -> length - 1).mapToObj(length -> nuts.substring(0, length));
    }

    private static List<String> years(Period period) {
        return IntStream.rangeClosed(period.start().getYear(), period.end().getYear()).mapToObj(Integer::toString).toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
