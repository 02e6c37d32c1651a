package pt.arquipelago.pseudonymisation.generalise;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From a place to a wider one, by tables: postcode or parish → municipality → NUTS 3 and local health unit. A
 * municipality that several units share counts as the one's that serves most of it. What stands in no table has no wider
 * place: it is left out, never passed on as it was.
 */
public final class Territory {

    private static final String HEADER = "dico,municipality,nuts3,uls,population";

    private final List<Municipality> parts;
    private final Map<String, Municipality> byDico = new TreeMap<>();
    private final Map<String, String> dicoByPostcode;

    private Territory(List<Municipality> parts, Map<String, String> dicoByPostcode) {
        this.parts = List.copyOf(parts);
        this.dicoByPostcode = Map.copyOf(dicoByPostcode);
        parts.stream().sorted(Comparator.comparingInt(Municipality::population)).forEach(part -> byDico.put(part.dico(), part));
    }

    /** The table of all municipalities that comes with the project. */
    public static Territory portugal() {
        try (Reader reader = new InputStreamReader(requireNonNull(Territory.class.getResourceAsStream("/territory.csv")), StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table as CSV with the header {@value #HEADER}; lines that begin with # are remarks. */
    public static Territory read(Reader table) throws IOException {
        List<Municipality> parts = new ArrayList<>();
        BufferedReader lines = new BufferedReader(table);
        boolean header = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (!header) {
                if (!line.equals(HEADER)) {
                    throw new IllegalArgumentException("the table of municipalities has the header " + HEADER);
                }
                header = true;
                continue;
            }
            parts.add(municipality(line));
        }
        return new Territory(parts, Map.of());
    }

    /**
     * The same with a table of postcodes.
     *
     * @param dicoByPostcode from a postcode, whole ({@code 1000-001}) or its first four digits, to a municipality's code
     */
    public Territory withPostcodes(Map<String, String> dicoByPostcode) {
        return new Territory(parts, dicoByPostcode);
    }

    public Optional<Municipality> ofDico(String dico) {
        return Optional.ofNullable(byDico.get(requireNonNull(dico, "dico is null")));
    }

    /** @param dicofre a parish's code, six digits, of which the first four are the municipality's */
    public Optional<Municipality> ofDicofre(String dicofre) {
        return dicofre.matches("\\d{6}") ? ofDico(dicofre.substring(0, 4)) : Optional.empty();
    }

    public Optional<Municipality> ofPostcode(String postcode) {
        if (!postcode.matches("\\d{4}-\\d{3}")) {
            return Optional.empty();
        }
        String dico = dicoByPostcode.getOrDefault(postcode, dicoByPostcode.get(postcode.substring(0, 4)));
        return dico == null ? Optional.empty() : ofDico(dico);
    }

    /** All municipalities, a shared one once for each unit, in the order of the table. */
    public List<Municipality> parts() {
        return parts;
    }

    private static Municipality municipality(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("a line of the table of municipalities has 5 cells, not " + cells.length);
        }
        return new Municipality(cells[0], cells[1], cells[2], cells[3], Integer.parseInt(cells[4]));
    }
}
