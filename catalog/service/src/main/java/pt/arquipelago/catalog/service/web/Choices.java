package pt.arquipelago.catalog.service.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.catalog.service.search.Selection;
import pt.arquipelago.catalog.service.store.PublishedDataset;
import pt.arquipelago.catalog.service.view.FacetGroup;
import pt.arquipelago.catalog.service.view.ListView;
import pt.arquipelago.catalog.service.view.Words;

/** What the address of the list chooses, and the addresses of what may be chosen next. */
final class Choices {
    private static final int LONGEST = 200;

    private final Selection selection;
    private final List<PublishedDataset> all;
    private final Words words;
    private final String path;

    Choices(Selection selection, List<PublishedDataset> all, Words words, String path) {
        this.selection = selection;
        this.all = all;
        this.words = words;
        this.path = path;
    }

    static Selection selection(RoutingContext context) {
        return new Selection(parameter(context, "q").orElse(""), parameter(context, "system"), parameter(context, "node"),
                parameter(context, "category").flatMap(Choices::category));
    }

    private static Optional<String> parameter(RoutingContext context, String name) {
        return context.queryParam(name).stream().map(String::strip).filter(value -> !value.isEmpty() && value.length() <= LONGEST).findFirst();
    }

    private static Optional<HealthCategory> category(String letter) {
        return Arrays.stream(HealthCategory.values()).filter(category -> category.name().equalsIgnoreCase(letter)).findFirst();
    }

    ListView view() {
        List<PublishedDataset> selected = selection.of(all);
        long institutions = selected.stream().map(entry -> entry.description().key().node()).distinct().count();
        return new ListView(selected, selection.words(), chosen(selection), List.of(
                group("facet.system", "system", selection.system(), new Selection(selection.words(), Optional.empty(), selection.node(), selection.category()),
                        description -> List.of(description.classification().system()), Function.identity()),
                group("facet.node", "node", selection.node(), new Selection(selection.words(), selection.system(), Optional.empty(), selection.category()),
                        description -> List.of(description.key().node()), this::institution),
                group("facet.category", "category", selection.category().map(Choices::letter),
                        new Selection(selection.words(), selection.system(), selection.node(), Optional.empty()),
                        description -> description.classification().categories().stream().map(Choices::letter).toList(),
                        letter -> words.get(HealthCategory.ofLetter(letter).label()))), institutions);
    }

    /** Counts are of what would be found if this group chose nothing. */
    private FacetGroup group(String title, String parameter, Optional<String> chosen, Selection others, Function<DatasetDescription, List<String>> values, Function<String, String> label) {
        return new FacetGroup(words.get(title), Selection.facet(others.of(all), values).stream()
                .map(facet -> new FacetGroup.Choice(label.apply(facet.value()), facet.count(), chosen.filter(facet.value()::equals).isPresent(),
                        address(parameter, chosen.filter(facet.value()::equals).isPresent() ? Optional.empty() : Optional.of(facet.value()))))
                .toList());
    }

    private String address(String parameter, Optional<String> value) {
        Map<String, String> parameters = new TreeMap<>(parameters(selection));
        parameters.remove(parameter);
        value.ifPresent(text -> parameters.put(parameter, text));
        parameters.put("lang", words.language());
        return path + "/datasets?" + Pages.query(parameters);
    }

    /** The parameters of an address that chooses the same. */
    static Map<String, String> parameters(Selection selection) {
        Map<String, String> parameters = chosen(selection);
        if (!selection.words().isEmpty()) {
            parameters.put("q", selection.words());
        }
        return parameters;
    }

    private static Map<String, String> chosen(Selection selection) {
        Map<String, String> chosen = new TreeMap<>();
        selection.system().ifPresent(value -> chosen.put("system", value));
        selection.node().ifPresent(value -> chosen.put("node", value));
        selection.category().ifPresent(value -> chosen.put("category", letter(value)));
        return chosen;
    }

    private String institution(String node) {
        return all.stream().filter(entry -> entry.description().key().node().equals(node)).findFirst()
                .map(entry -> words.get(entry.description().parties().custodian().name())).orElse(node);
    }

    private static String letter(HealthCategory category) {
        return category.name().toLowerCase(Locale.ROOT);
    }
}
