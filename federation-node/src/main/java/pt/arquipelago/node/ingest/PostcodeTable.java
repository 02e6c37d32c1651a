package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/**
 * From postcodes to municipalities and on to NUTS 3, by a table that the institution names: CSV with the header
 * {@code postcode,municipality}, a whole postcode or its first four digits and the municipality's code. A postcode that
 * stands in no line has no place; how many those are is counted.
 */
final class PostcodeTable {
    private static final List<String> HEADER = List.of("postcode", "municipality");

    private final Territory territory;
    private final Map<String, String> municipalities;
    private final LongAdder withoutMunicipality = new LongAdder();
    private final LongAdder withoutRegion = new LongAdder();

    private PostcodeTable(Map<String, String> municipalities) {
        this.municipalities = municipalities;
        this.territory = Territory.portugal().withPostcodes(municipalities);
    }

    static PostcodeTable of(Map<String, String> municipalities) {
        return new PostcodeTable(new TreeMap<>(municipalities));
    }

    static PostcodeTable read(Path file) {
        Territory known = Territory.portugal();
        Map<String, String> municipalities = new TreeMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (number > 1 && !line.isBlank()) {
                String[] cells = line.strip().split("[,;]", -1);
                if (cells.length != 2 || !cells[0].matches("\\d{4}(-\\d{3})?") || known.ofDico(cells[1]).isEmpty()) {
                    throw wrong(file, number, "expected a postcode (4200-319, or 4200 for all that begin so) and a municipality's code of four digits (1312)");
                }
                String other = municipalities.put(cells[0], cells[1]);
                if (other != null && !other.equals(cells[1])) {
                    throw wrong(file, number, "the postcode stands in an earlier line with another municipality. Leave one, or name whole postcodes");
                }
            } else if (number == 1 && !List.of(line.strip().split("[,;]")).equals(HEADER)) {
                throw wrong(file, number, "expected the header " + String.join(",", HEADER));
            }
        }
        if (municipalities.isEmpty()) {
            throw wrong(file, Math.max(1, number), "the table has no postcode");
        }
        return new PostcodeTable(municipalities);
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

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new OperatorException("The table of postcodes " + file + " is not UTF-8 text. Write it anew.");
        } catch (IOException e) {
            throw new OperatorException("The table of postcodes " + file + " cannot be read. Check the key 'postcodes' of the settings and its permissions.");
        }
    }

    private static OperatorException wrong(Path file, int line, String what) {
        return new OperatorException("The table of postcodes " + file + ", line " + line + ": " + what + ".");
    }
}
