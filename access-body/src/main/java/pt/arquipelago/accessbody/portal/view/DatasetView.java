package pt.arquipelago.accessbody.portal.view;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A dataset in one language.
 *
 * @param name of the institution
 * @param view the table's name in questions
 * @param records rounded; absent if not published
 * @param holder what the institution asks for
 * @param url the catalogue's own page, an http address or empty
 */
public record DatasetView(String node, String name, String table, String view, String system, String title, String description, String category,
        Optional<Long> records, Optional<Long> individuals, Optional<String> period, String url, boolean synthetic, HolderView holder, List<Variable> variables) {
    public DatasetView {
        requireNonNull(node, "node is null");
        requireNonNull(table, "table is null");
        requireNonNull(holder, "holder is null");
        variables = List.copyOf(variables);
    }

    /**
     * A column.
     *
     * @param kind its class: identifier, quasi_identifier, sensitive, neutral
     */
    public record Variable(String name, String type, String kind, boolean groupable, boolean measure, String title, String description, List<Code> codes) {
        public Variable {
            codes = List.copyOf(codes);
        }

        public boolean identifier() {
            return kind.equals("identifier");
        }
    }

    public record Code(String value, String title) {}

    public String address() {
        return "/datasets/" + node + "/" + table;
    }
}
