package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import pt.arquipelago.node.settings.OperatorException;

/**
 * How a table of two columns is read that the institution names in its settings: CSV with a header, commas or semicolons, each left value
 * once or always with the same right one.
 *
 * @param name of its matter in messages, which is the key of the settings too
 * @param row what a row is, as a message says it
 * @param again what a left value that comes twice with other right ones is called, with the remedy
 */
record NamedTable(String name, List<String> header, String row, BiPredicate<String, String> isRow, String again) {
    /** @throws OperatorException that names the line */
    Map<String, String> read(Path file) {
        Map<String, String> table = new TreeMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String[] cells = line.strip().split("[,;]", -1);
            if (number == 1 && !List.of(cells).equals(header)) {
                throw wrong(file, number, "expected the header " + String.join(",", header));
            }
            if (number > 1 && !line.isBlank()) {
                if (cells.length != 2 || !isRow.test(cells[0], cells[1])) {
                    throw wrong(file, number, "expected " + row);
                }
                String other = table.put(cells[0], cells[1]);
                if (other != null && !other.equals(cells[1])) {
                    throw wrong(file, number, again);
                }
            }
        }
        if (table.isEmpty()) {
            throw wrong(file, Math.max(1, number), "the table has no " + header.get(0));
        }
        return table;
    }

    private List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new OperatorException("The table of " + name + " " + file + " is not UTF-8 text. Write it anew.");
        } catch (IOException e) {
            throw new OperatorException("The table of " + name + " " + file + " cannot be read. Check the key '" + name + "' of the settings and its permissions.");
        }
    }

    private OperatorException wrong(Path file, int line, String what) {
        return new OperatorException("The table of " + name + " " + file + ", line " + line + ": " + what + ".");
    }
}
