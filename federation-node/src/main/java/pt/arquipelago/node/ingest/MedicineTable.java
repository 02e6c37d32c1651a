package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.identifier.ProductCode;

/**
 * From codes of medicines to pharmaceutical products (PhPID, ISO 11616), by a table that the institution names: CSV with the header
 * {@code code,phpid}, the code a CNPEM or an INFARMED number. None comes with the project.
 *
 * @param products by code
 */
record MedicineTable(Map<String, String> products) {
    static final MedicineTable NONE = new MedicineTable(Map.of());

    private static final List<String> HEADER = List.of("code", "phpid");
    private static final String PHPID = "[0-9A-Za-z][0-9A-Za-z-]{3,63}";

    MedicineTable {
        products = Map.copyOf(products);
    }

    static MedicineTable read(Path file) {
        Map<String, String> products = new TreeMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String[] cells = line.strip().split("[,;]", -1);
            if (number == 1 && !List.of(cells).equals(HEADER)) {
                throw wrong(file, number, "expected the header " + String.join(",", HEADER));
            }
            if (number > 1 && !line.isBlank()) {
                if (cells.length != 2 || !isCode(cells[0]) || !cells[1].matches(PHPID)) {
                    throw wrong(file, number, "expected a CNPEM (50012345) or an INFARMED number (5440987) and a PhPID of 4 to 64 letters, digits and '-'");
                }
                String other = products.put(cells[0], cells[1]);
                if (other != null && !other.equals(cells[1])) {
                    throw wrong(file, number, "the code stands in an earlier line with another PhPID. Leave one");
                }
            }
        }
        if (products.isEmpty()) {
            throw wrong(file, Math.max(1, number), "the table has no code");
        }
        return new MedicineTable(products);
    }

    /** Another table makes other rows of the same extract. */
    String text() {
        return new TreeMap<>(products).toString();
    }

    private static boolean isCode(String code) {
        return Stream.of(ProductCode.CNPEM, ProductCode.INFARMED_NUMBER).anyMatch(form -> form.canonical(code).filter(code::equals).isPresent());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new OperatorException("The table of medicines " + file + " is not UTF-8 text. Write it anew.");
        } catch (IOException e) {
            throw new OperatorException("The table of medicines " + file + " cannot be read. Check the key 'medicines' of the settings and its permissions.");
        }
    }

    private static OperatorException wrong(Path file, int line, String what) {
        return new OperatorException("The table of medicines " + file + ", line " + line + ": " + what + ".");
    }
}
