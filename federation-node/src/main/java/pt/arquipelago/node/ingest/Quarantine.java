package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the rows that did not pass are listed: file, line (of a document, its entry too), column and reason, the value's shape, one JSON object a line, and never a value.
 * Whoever corrects them looks into the extract.
 */
final class Quarantine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final BufferedWriter writer;
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private final Map<Failed, Long> failed = new LinkedHashMap<>();
    private long rows;

    /** What a check looked at: its column and reason, and its name where it is a rule with one. */
    record Failed(String column, Reason reason, Optional<String> rule) {
        static Failed of(Check check) {
            return new Failed(check.column(), check.reason(), check.rule());
        }
    }

    private Quarantine(Path file, BufferedWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /** A list of its own, whatever lists of that name are there already. */
    static Quarantine open(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            for (int i = 1;; i++) {
                Path file = folder.resolve(name + (i == 1 ? "" : "-" + i) + ".jsonl");
                try {
                    return new Quarantine(file, Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW));
                } catch (FileAlreadyExistsException e) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw new IngestFailure("The quarantine " + folder + " cannot be written. Check the key 'quarantine' of the settings and its permissions.");
        }
    }

    /** A line that is no record, perhaps for what stands in one column. May be called from the thread that reads the extract. */
    synchronized void broken(Place place, Reason reason, String column) {
        rows++;
        write(place, new Check(column, reason, ""), "");
    }

    /** One more row, whose reasons follow. */
    synchronized void row() {
        rows++;
    }

    /** @param shape of the value: masked */
    synchronized void failed(Place place, Check check, String shape) {
        write(place, check, shape);
    }

    synchronized long rows() {
        return rows;
    }

    /** How often each reason was given; a row may have several. */
    synchronized Map<Reason, Long> reasons() {
        Map<Reason, Long> copy = new EnumMap<>(Reason.class);
        copy.putAll(reasons);
        return copy;
    }

    /** How many rows failed each check. */
    synchronized Map<Failed, Long> failed() {
        return new LinkedHashMap<>(failed);
    }

    Path file() {
        return file;
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
            if (rows == 0) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Place place, Check check, String shape) {
        reasons.merge(check.reason(), 1L, Long::sum);
        failed.merge(Failed.of(check), 1L, Long::sum);
        ObjectNode json = JSON.createObjectNode().put("file", place.file()).put("line", place.line());
        if (place.entry() > 0) {
            json.put("entry", place.entry());
        }
        if (!check.column().isEmpty()) {
            json.put("column", check.column());
        }
        json.put("reason", check.reason().code()).put("words", check.reason().words());
        if (!shape.isEmpty()) {
            json.put("shape", shape);
        }
        check.rule().ifPresent(rule -> json.put("rule", rule));
        try {
            writer.write(json.toString());
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
