package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import pt.arquipelago.pseudonymisation.identifier.ProductCode;

/**
 * From codes of medicines to pharmaceutical products (PhPID, ISO 11616), by a table that the institution names: CSV with the header
 * {@code code,phpid}, the code a CNPEM or an INFARMED number. None comes with the project.
 *
 * @param products by code
 */
record MedicineTable(Map<String, String> products) {
    static final MedicineTable NONE = new MedicineTable(Map.of());

    private static final NamedTable TABLE = new NamedTable("medicines", List.of("code", "phpid"),
            "a CNPEM (50012345) or an INFARMED number (5440987) and a PhPID of 4 to 64 letters, digits and '-'",
            (code, phpid) -> isCode(code) && phpid.matches("[0-9A-Za-z][0-9A-Za-z-]{3,63}"), "the code stands in an earlier line with another PhPID. Leave one");

    MedicineTable {
        products = Map.copyOf(products);
    }

    static MedicineTable read(Path file) {
        return new MedicineTable(TABLE.read(file));
    }

    /** Another table makes other rows of the same extract. */
    String text() {
        return new TreeMap<>(products).toString();
    }

    private static boolean isCode(String code) {
        return Stream.of(ProductCode.CNPEM, ProductCode.INFARMED_NUMBER).anyMatch(form -> form.canonical(code).filter(code::equals).isPresent());
    }
}
