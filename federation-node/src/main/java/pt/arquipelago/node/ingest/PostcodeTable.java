package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/**
 * From postcodes to municipalities and on to NUTS 3, by a table that the institution names: CSV with the header
 * {@code postcode,municipality}, a whole postcode or its first four digits and the municipality's code. A postcode that
 * stands in no line has no place; how many those are is counted.
 */
final class PostcodeTable {
    private static final Territory PORTUGAL = Territory.portugal();
    private static final NamedTable TABLE = new NamedTable("postcodes", List.of("postcode", "municipality"),
            "a postcode (4200-319, or 4200 for all that begin so) and a municipality's code of four digits (1312)",
            (postcode, municipality) -> postcode.matches("\\d{4}(-\\d{3})?") && PORTUGAL.ofDico(municipality).isPresent(),
            "the postcode stands in an earlier line with another municipality. Leave one, or name whole postcodes");

    private final Territory territory;
    private final Map<String, String> municipalities;
    private final LongAdder withoutMunicipality = new LongAdder();
    private final LongAdder withoutRegion = new LongAdder();

    private PostcodeTable(Map<String, String> municipalities) {
        this.municipalities = municipalities;
        this.territory = PORTUGAL.withPostcodes(municipalities);
    }

    static PostcodeTable of(Map<String, String> municipalities) {
        return new PostcodeTable(new TreeMap<>(municipalities));
    }

    static PostcodeTable read(Path file) {
        return new PostcodeTable(TABLE.read(file));
    }

    /** The municipality's code, or null. */
    String municipality(String postcode) {
        return territory.ofPostcode(postcode).map(Municipality::dico).orElseGet(() -> counted(postcode, withoutMunicipality));
    }

    /** The NUTS 3 region, or null. */
    String nuts3(String postcode) {
        return territory.ofPostcode(postcode).map(Municipality::nuts3).orElseGet(() -> counted(postcode, withoutRegion));
    }

    /** How many values had no place since this was asked last. */
    long takeUnknown() {
        return Math.max(withoutMunicipality.sumThenReset(), withoutRegion.sumThenReset());
    }

    /** All that it says: another table makes other rows of the same extract. */
    @Override
    public String toString() {
        return municipalities.toString();
    }

    /** What is no postcode at all goes to quarantine, and is not counted here. */
    private static String counted(String postcode, LongAdder counter) {
        if (postcode.matches("\\d{4}-\\d{3}")) {
            counter.increment();
        }
        return null;
    }
}
