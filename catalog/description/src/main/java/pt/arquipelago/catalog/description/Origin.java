package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How this description came about.
 *
 * @param issued first published
 * @param modified the load it describes
 * @param lakeVersion version of the node's lake
 * @param profile the source profile used, such as {@code dem}
 */
public record Origin(LocalDate issued, Instant modified, long lakeVersion, String profile) {
    public Origin {
        requireNonNull(issued, "issued is null");
        requireNonNull(modified, "modified is null");
        requireNonNull(profile, "profile is null");
    }
}
