package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.Code;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.catalog.description.Variable;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/**
 * A variable, in all datasets that hold it.
 *
 * @param values of its code lists, with the published counts of all datasets added up
 * @param map by region, of the datasets that hold it; absent if none says any
 */
public record VariableView(String name, List<Held> held, List<Value> values, Optional<TileMap> map) {
    public VariableView {
        requireNonNull(name, "name is null");
        held = List.copyOf(held);
        values = List.copyOf(values);
        requireNonNull(map, "map is null");
    }

    /** The variable as one dataset has it. */
    public record Held(PublishedDataset dataset, Variable variable) {}

    /**
     * @param datasets whose code list has it
     * @param telling of these, how many publish how often
     * @param figures added up; absent if none publishes any
     */
    public record Value(String value, Optional<LocalText> title, int datasets, int telling, Optional<ValueFigures> figures) {
        /** In hundredths of the most frequent one. */
        public long share(List<Value> all) {
            long most = all.stream().flatMap(one -> one.figures().stream()).mapToLong(ValueFigures::individuals).max().orElse(1);
            return figures.map(told -> told.individuals() * 100 / most).orElse(0L);
        }

        private Value with(Code code) {
            Optional<ValueFigures> sum = figures.isEmpty() ? code.figures()
                    : Optional.of(code.figures().map(more -> new ValueFigures(figures.get().records() + more.records(), figures.get().individuals() + more.individuals())).orElse(figures.get()));
            return new Value(value, title.or(code::title), datasets + 1, telling + (code.figures().isPresent() ? 1 : 0), sum);
        }
    }

    /** @param datasets that hold the variable */
    public static VariableView of(String name, List<PublishedDataset> datasets) {
        List<Held> held = new ArrayList<>();
        Map<String, Value> values = new LinkedHashMap<>();
        List<Region> regions = new ArrayList<>();
        for (PublishedDataset dataset : datasets) {
            dataset.description().variables().stream().filter(variable -> variable.name().equals(name)).findFirst().ifPresent(variable -> {
                held.add(new Held(dataset, variable));
                variable.codes().forEach(code -> values.put(code.value(), values.getOrDefault(code.value(), new Value(code.value(), Optional.empty(), 0, 0, Optional.empty())).with(code)));
                regions.addAll(dataset.description().coverage().regions());
            });
        }
        return new VariableView(name, held, List.copyOf(values.values()), TileMap.of(regions));
    }
}
