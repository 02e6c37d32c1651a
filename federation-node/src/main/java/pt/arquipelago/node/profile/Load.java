package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the rows of an extract come to those that their table holds already. Columns are the lake's. */
public sealed interface Load {
    /** As the profile writes it. */
    String text();

    /** They take the place of all. */
    record Replace() implements Load {
        @Override
        public String text() {
            return "replace";
        }
    }

    /** They are added. */
    record Append() implements Load {
        @Override
        public String text() {
            return "append";
        }
    }

    /** They take the place of the rows of the same calendar months. */
    record ReplacePeriod(String column) implements Load {
        public ReplacePeriod {
            requireNonNull(column, "column is null");
        }

        @Override
        public String text() {
            return "replace-period(" + column + ")";
        }
    }

    /**
     * Each takes the place of the row with the same key, if there is one.
     *
     * @param latest of rows with the same key the one with the greatest value stays; empty: the one that is loaded later
     */
    record Upsert(List<String> key, Optional<String> latest) implements Load {
        public Upsert {
            key = List.copyOf(key);
            requireNonNull(latest, "latest is null");
        }

        @Override
        public String text() {
            return "upsert(" + String.join(", ", key) + ")" + latest.map(column -> ", latest " + column).orElse("");
        }
    }

    /** Empty if the text is none of them. */
    static Optional<Load> parse(String text, Optional<String> latest) {
        Matcher with = Pattern.compile("(replace-period|upsert)\\(([^()]+)\\)").matcher(text.strip());
        if (with.matches()) {
            List<String> columns = Arrays.stream(with.group(2).split(",")).map(String::strip).toList();
            boolean period = with.group(1).equals("replace-period");
            if (columns.contains("") || period && columns.size() != 1) {
                return Optional.empty();
            }
            return Optional.of(period ? new ReplacePeriod(columns.get(0)) : new Upsert(columns, latest));
        }
        return switch (text.strip()) {
            case "replace" -> Optional.of(new Replace());
            case "append" -> Optional.of(new Append());
            default -> Optional.empty();
        };
    }
}
