package pt.arquipelago.accessbody.portal.view;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * The list of datasets.
 *
 * @param words what was searched for
 * @param node chosen, or empty
 * @param system chosen, or empty
 * @param nodes names of the institutions that fit the search, by id
 * @param systems that fit the search
 */
public record DatasetList(List<DatasetView> datasets, String words, String node, String system, Map<String, String> nodes, List<String> systems) {
    public DatasetList {
        datasets = List.copyOf(datasets);
        requireNonNull(words, "words is null");
        requireNonNull(node, "node is null");
        requireNonNull(system, "system is null");
        systems = List.copyOf(systems);
    }
}
