package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.catalog.CatalogClient;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.DatasetView;
import pt.arquipelago.accessbody.portal.view.EditorView;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.policies.permit.Permit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/** What a permit lets one ask about: its views with their columns, described by the catalogue. */
final class PermittedTables {
    private final CatalogClient catalog;
    private final Nodes nodes;
    private final DatasetViews views;

    PermittedTables(CatalogClient catalog, Nodes nodes) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.views = new DatasetViews(nodes);
    }

    List<EditorView.Table> of(Permit permit, Words words) {
        Map<String, List<Permit.PermittedDataset>> byView = new TreeMap<>();
        permit.datasets().forEach(dataset -> byView.computeIfAbsent(dataset.view(), view -> new ArrayList<>()).add(dataset));
        return byView.entrySet().stream().map(entry -> table(entry.getKey(), entry.getValue(), words)).toList();
    }

    private EditorView.Table table(String view, List<Permit.PermittedDataset> same, Words words) {
        Map<String, DatasetView.Variable> columns = new LinkedHashMap<>();
        for (Permit.PermittedDataset permitted : same) {
            Optional<DatasetView> described = catalog.dataset(permitted.node(), permitted.table()).map(dataset -> views.of(dataset, words));
            described.ifPresent(dataset -> dataset.variables().stream().filter(DatasetView.Variable::identifier).forEach(variable -> columns.putIfAbsent(variable.name(), variable)));
            permitted.columns().forEach(name -> columns.putIfAbsent(name, described.flatMap(dataset -> variable(dataset, name)).orElseGet(() -> undescribed(name))));
        }
        return new EditorView.Table(view, same.stream().map(dataset -> nodes.name(dataset.node())).toList(), List.copyOf(columns.values()));
    }

    private static Optional<DatasetView.Variable> variable(DatasetView dataset, String name) {
        return dataset.variables().stream().filter(variable -> variable.name().equals(name)).findFirst();
    }

    /** The permit gives it, and the catalogue no longer knows it. */
    private static DatasetView.Variable undescribed(String name) {
        return new DatasetView.Variable(name, "", "", false, false, "", "", List.of());
    }

    /** A first question to start from: records and persons by the first column that groups. */
    static String start(List<EditorView.Table> tables) {
        for (EditorView.Table table : tables) {
            Optional<String> key = table.columns().stream().filter(DatasetView.Variable::groupable).map(DatasetView.Variable::name).findFirst();
            if (key.isPresent()) {
                return "SELECT " + key.get() + ", count(*) AS n, count(DISTINCT person) AS persons\nFROM " + table.view() + "\nGROUP BY " + key.get() + "\nORDER BY " + key.get();
            }
        }
        return "";
    }
}
