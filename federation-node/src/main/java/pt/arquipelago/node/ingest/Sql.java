package pt.arquipelago.node.ingest;

/** Text and names as SQL writes them. */
public final class Sql {
    private Sql() {}

    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    public static String name(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
