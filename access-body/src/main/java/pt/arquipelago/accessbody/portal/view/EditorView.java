package pt.arquipelago.accessbody.portal.view;

import pt.arquipelago.accessbody.permit.IssuedPermit;

import pt.arquipelago.policies.permit.ReleaseMode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The editor of questions.
 *
 * @param permits that the user may ask under now
 * @param sql as typed, or a first question to start from
 * @param strict whether a cell that lacks one institution is to be suppressed
 * @param last how the question last checked stands
 * @param noise of a permit with release noisy: what was typed of cost and limits, by field
 */
public record EditorView(IssuedPermit permit, List<IssuedPermit> permits, List<Table> tables, String sql, boolean strict, Optional<TaskProgressView> last,
        Map<String, String> noise) {
    public EditorView {
        noise = Map.copyOf(noise);
        requireNonNull(permit, "permit is null");
        permits = List.copyOf(permits);
        tables = List.copyOf(tables);
        requireNonNull(sql, "sql is null");
        requireNonNull(last, "last is null");
    }

    /** Whether answers under the permit have noise in them. */
    public boolean noisy() {
        return permit.claims().release() == ReleaseMode.NOISY;
    }

    /**
     * A permitted table under its name in questions.
     *
     * @param nodes names of the institutions that have it
     * @param columns with the pseudonyms, which join and count
     */
    public record Table(String view, List<String> nodes, List<DatasetView.Variable> columns) {
        public Table {
            nodes = List.copyOf(nodes);
            columns = List.copyOf(columns);
        }
    }
}
