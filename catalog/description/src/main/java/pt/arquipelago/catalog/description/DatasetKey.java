package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/** A table at a node: {@code uls-coimbra}, {@code source_dem}. */
public record DatasetKey(String node, String table) {
    private static final String SOURCE = "source_";

    public DatasetKey {
        requireNonNull(node, "node is null");
        requireNonNull(table, "table is null");
        if (!node.matches("[a-z0-9-]{2,40}")) {
            throw new IllegalArgumentException("'" + node + "' is not a node's id: 2 to 40 of a-z, 0-9 and '-'.");
        }
        if (!table.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("'" + table + "' is not a table's name: a letter, then up to 63 of a-z, 0-9 and '_'.");
        }
    }

    /** The name a query uses: the table's without {@code source_}. */
    public String view() {
        return table.startsWith(SOURCE) ? table.substring(SOURCE.length()) : table;
    }

    /** The dataset's address: {@code {base}/datasets/{node}/{table}}. */
    public URI iri(URI base) {
        return URI.create(base.toString().replaceAll("/+$", "") + "/datasets/" + node + "/" + table);
    }
}
