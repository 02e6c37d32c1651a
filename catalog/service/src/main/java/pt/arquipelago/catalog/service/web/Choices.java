package pt.arquipelago.catalog.service.web;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.search.Facet;
import pt.arquipelago.catalog.service.search.Search;
import pt.arquipelago.catalog.service.search.Selection;
import pt.arquipelago.catalog.service.view.FacetGroup;
import pt.arquipelago.catalog.service.view.ListView;
import pt.arquipelago.catalog.service.view.TileMap;
import pt.arquipelago.catalog.service.view.Words;

/** What the address of the list chooses, and the addresses of what may be chosen next. */
final class Choices {
    static final int SIZE = 20;
    private static final int LONGEST = 200;
    private static final int SHOWN = 12;
    private static final Set<Facet> WITH_WORDS = Set.of(Facet.THEME, Facet.TYPE, Facet.RIGHTS, Facet.QUALITY, Facet.LABEL);

    private final Selection selection;
    private final Search.Result result;
    private final Words words;
    private final String path;

    Choices(Selection selection, Search.Result result, Words words, String path) {
        this.selection = selection;
        this.result = result;
        this.words = words;
        this.path = path;
    }

    static Selection selection(RoutingContext context) {
        Map<Facet, String> chosen = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            parameter(context, facet.parameter()).ifPresent(value -> chosen.put(facet, facet == Facet.CATEGORY ? value.toLowerCase(java.util.Locale.ROOT) : value));
        }
        return new Selection(parameter(context, "q").orElse(""), chosen);
    }

    static Optional<String> parameter(RoutingContext context, String name) {
        Optional<String> given = context.queryParam(name).stream().map(String::strip).filter(value -> !value.isEmpty()).findFirst();
        if (given.filter(value -> value.length() > LONGEST).isPresent()) {
            throw new Exchange.NotServed(Failure.of(400, "bad-request", new LocalText("'" + name + "' tem mais de " + LONGEST + " caracteres.", "'" + name + "' has more than " + LONGEST + " characters."),
                    new LocalText("Dê menos palavras.", "Give fewer words.")));
        }
        return given;
    }

    ListView view(int page) {
        int from = (int) Math.min((long) (page - 1) * SIZE, result.datasets().size());
        int to = Math.min(from + SIZE, result.datasets().size());
        long institutions = result.datasets().stream().map(entry -> entry.description().key().node()).distinct().count();
        Map<String, String> kept = new TreeMap<>(selection.parameters());
        kept.remove("q");
        List<FacetGroup> groups = new ArrayList<>();
        result.facets().forEach((facet, counts) -> groups.add(group(facet, counts)));
        return new ListView(result.datasets().subList(from, to), new ListView.Totals(result.datasets().size(), institutions, result.records(), result.individuals()),
                selection.words(), kept, groups, page > 1 ? Optional.of(address(page - 1)) : Optional.empty(),
                to < result.datasets().size() ? Optional.of(address(page + 1)) : Optional.empty());
    }

    private FacetGroup group(Facet facet, List<Search.Count> counts) {
        Optional<String> chosen = selection.chosen(facet);
        return new FacetGroup(words.get("facet." + facet.parameter()), counts.stream().limit(SHOWN).map(count -> {
            boolean isChosen = chosen.filter(count.value()::equals).isPresent();
            return new FacetGroup.Choice(label(facet, count.value()), count.count(), isChosen, address(facet, isChosen ? Optional.empty() : Optional.of(count.value())));
        }).toList());
    }

    String label(Facet facet, String value) {
        if (facet == Facet.NODE) {
            return result.datasets().stream().filter(entry -> entry.description().key().node().equals(value)).findFirst()
                    .map(entry -> words.get(entry.description().parties().custodian().name())).orElse(value);
        }
        if (facet == Facet.CATEGORY) {
            return words.get(HealthCategory.ofLetter(value).label());
        }
        if (facet == Facet.NUTS) {
            return TileMap.name(value).map(name -> value + " · " + name).orElse(value);
        }
        return WITH_WORDS.contains(facet) ? words.get(facet.parameter() + "." + value) : value;
    }

    private String address(Facet facet, Optional<String> value) {
        Map<String, String> parameters = new TreeMap<>(selection.parameters());
        parameters.remove(facet.parameter());
        value.ifPresent(text -> parameters.put(facet.parameter(), text));
        return address(parameters);
    }

    private String address(int page) {
        Map<String, String> parameters = new TreeMap<>(selection.parameters());
        parameters.put("page", Integer.toString(page));
        return address(parameters);
    }

    private String address(Map<String, String> parameters) {
        parameters.put("lang", words.language());
        return path + "/datasets?" + Pages.query(parameters);
    }
}
