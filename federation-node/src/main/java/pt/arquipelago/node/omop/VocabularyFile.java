package pt.arquipelago.node.omop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.settings.OperatorException;

/**
 * A file of an Athena download: a line of names, then a line for each row; cells parted by tabs and never quoted, dates as
 * {@code 20260131}. What is wrong is told with its file and line.
 */
final class VocabularyFile {
    private static final String TAB = "\t";

    private final Path file;
    private final List<CdmField> fields;
    private final List<String> columns;

    private VocabularyFile(Path file, List<CdmField> fields, List<String> columns) {
        this.file = file;
        this.fields = fields;
        this.columns = columns;
    }

    /** @param fields those of the model's table, all of which must be there */
    static VocabularyFile of(Path file, List<CdmField> fields) {
        String first;
        try (BufferedReader lines = open(file)) {
            first = Optional.ofNullable(lines.readLine()).orElse("");
        } catch (IOException e) {
            throw new OperatorException(file.getFileName() + ", line 1: not readable as UTF-8 text. Unpack the download again.");
        }
        List<String> columns = Arrays.stream(first.replace("\uFEFF", "").split(TAB, -1)).map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        List<String> missing = fields.stream().map(CdmField::name).filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new OperatorException(file.getFileName() + ", line 1: no column " + String.join(", ", missing)
                    + ". Expected the file as Athena writes it: names in the first line, parted by tabs.");
        }
        return new VocabularyFile(file, fields, columns);
    }

    /** Its rows, in the model's order and types. The engine refuses a file with a wrong row. */
    String select() {
        String types = columns.stream().map(column -> Sql.text(column) + ": " + Sql.text(field(column).map(field -> LakeViews.type(field.plain())).orElse("VARCHAR"))).collect(Collectors.joining(", "));
        return "SELECT " + fields.stream().map(field -> Sql.name(field.name())).collect(Collectors.joining(", ")) + " FROM read_csv(" + Sql.text(file.toString())
                + ", auto_detect = false, header = false, skip = 1, delim = '\t', quote = '', escape = '', nullstr = '', dateformat = '%Y%m%d', columns = {" + types + "})";
    }

    /** The first line that is wrong, and what is wrong with it. */
    Optional<String> wrong() {
        int line = 1;
        try (BufferedReader lines = open(file)) {
            lines.readLine();
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                Optional<String> wrong = wrong(text);
                if (wrong.isPresent()) {
                    return Optional.of(file.getFileName() + ", line " + line + ": " + wrong.get() + ".");
                }
            }
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of(file.getFileName() + ", near line " + (line + 1) + ": not UTF-8.");
        } catch (IOException e) {
            return Optional.of(file.getFileName() + ", near line " + (line + 1) + ": the file cannot be read.");
        }
    }

    private Optional<String> wrong(String text) {
        List<String> cells = new ArrayList<>(List.of(text.split(TAB, -1)));
        if (cells.size() != columns.size()) {
            return Optional.of(cells.size() + " cells, not " + columns.size());
        }
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            CdmField field = field(columns.get(i)).orElse(null);
            if (field != null && (cell.isEmpty() ? field.required() : !fits(field, cell))) {
                return Optional.of(cell.isEmpty() ? field.name() + " is empty" : field.name() + " is no " + field.type());
            }
        }
        return Optional.empty();
    }

    private static boolean fits(CdmField field, String cell) {
        try {
            switch (field.type()) {
                case "integer" -> Integer.parseInt(cell);
                case "float" -> Double.parseDouble(cell);
                case "date" -> LocalDate.parse(cell, DateTimeFormatter.BASIC_ISO_DATE);
                default -> { }
            }
            return true;
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    private Optional<CdmField> field(String column) {
        return fields.stream().filter(field -> field.name().equals(column)).findFirst();
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)));
    }
}
