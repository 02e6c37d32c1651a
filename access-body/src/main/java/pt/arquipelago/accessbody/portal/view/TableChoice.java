package pt.arquipelago.accessbody.portal.view;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One table as it is offered to an applicant, over all institutions that have it.
 *
 * @param nodes names of the institutions by id
 * @param chosenNodes ids
 * @param columns without pseudonyms, which every permit implies
 * @param chosenColumns names
 * @param holders what each institution asks for of its own, by id
 * @param brought whether it came from the catalogue's basket
 */
public record TableChoice(String table, String view, String title, Map<String, String> nodes, Set<String> chosenNodes, List<DatasetView.Variable> columns,
        Set<String> chosenColumns, boolean brought, Map<String, HolderView> holders) {
    public TableChoice {
        chosenNodes = Set.copyOf(chosenNodes);
        columns = List.copyOf(columns);
        chosenColumns = Set.copyOf(chosenColumns);
    }

    /** Nothing of it is asked for yet. */
    public boolean closed() {
        return chosenColumns.isEmpty() && !brought;
    }
}
