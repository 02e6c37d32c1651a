package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What the first resource of a file says of the whole. */
final class FhirStart {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LOOKED_AT = 1 << 16;
    private static final Set<String> OTHER_BUNDLES = Set.of("message", "transaction", "transaction-response", "batch", "batch-response", "history", "searchset", "collection");

    private FhirStart() {}

    /** Refuses a file that is no NDJSON of this type: it would be quarantined line by line. */
    static void check(ExtractFile file, String resource) throws IOException {
        byte[] start = start(file);
        if (start.length >= 2 && (start[0] == (byte) 0xff && start[1] == (byte) 0xfe || start[0] == (byte) 0xfe && start[1] == (byte) 0xff)) {
            throw new IngestFailure("The extract " + file.name() + " is not in UTF-8 (line 1 begins as UTF-16 does). Write it as UTF-8.");
        }
        Optional<String> type = type(start);
        if (type.filter("Bundle"::equals).isPresent()) {
            throw new IngestFailure("The extract " + file.name() + " is a Bundle (line 1), and NDJSON was expected: one resource a line, as a bulk export writes it. Export it as NDJSON; documents (EHRxF) are taken with --fhir.");
        }
        if (overSeveralLines(start)) {
            throw new IngestFailure("The extract " + file.name() + " is one JSON text over several lines (line 1 is not whole), and NDJSON was expected: one resource a line. Export it as NDJSON.");
        }
        if (type.filter(any -> !any.equals(resource)).isPresent()) {
            throw new IngestFailure("The extract " + file.name() + " begins with a resource of another type than " + resource + " (line 1). Give it to the profile of its type, or the whole folder with --fhir.");
        }
    }

    /** The type of the first resource, where the file begins with one. */
    static Optional<String> type(ExtractFile file) throws IOException {
        return type(start(file));
    }

    /**
     * Refuses a file whose first Bundle is of another type than document, or is one of several in a list.
     *
     * @return whether each line is a Bundle; else the whole file is one
     */
    static boolean isBundleALine(ExtractFile file) throws IOException {
        byte[] start = start(file);
        Optional<String> type = text(start, "type");
        if (type.filter(OTHER_BUNDLES::contains).isPresent()) {
            throw new IngestFailure("The extract " + file.name() + " is a Bundle of type " + type.get() + " (line 1), and one of type document was expected, which begins with a Composition: a patient summary, "
                    + "a laboratory or a discharge report. Take it out of the folder, or export its resources as NDJSON.");
        }
        String text = new String(start, StandardCharsets.UTF_8);
        String[] lines = text.strip().split("\\s*\n\\s*", 3);
        return lines.length == 1 || lines[0].endsWith("}") || lines[1].startsWith("{");
    }

    private static byte[] start(ExtractFile file) throws IOException {
        try (InputStream in = Compression.plain(file.open())) {
            return in.readNBytes(LOOKED_AT);
        }
    }

    /** As far as the name of the type, which may stand anywhere in the first resource. */
    private static Optional<String> type(byte[] start) {
        return text(start, "resourceType").filter(text -> text.matches("[A-Z][A-Za-z]{1,47}"));
    }

    private static Optional<String> text(byte[] start, String name) {
        int from = start.length >= 3 && start[0] == (byte) 0xef ? 3 : 0;
        try (JsonParser parser = JSON.createParser(start, from, start.length - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(name);
                JsonToken token = parser.nextToken();
                if (found) {
                    return Optional.of(parser.getText()).filter(text -> token == JsonToken.VALUE_STRING);
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private static boolean overSeveralLines(byte[] start) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < start.length && start[i] != '\n' && line.length() < 4; i++) {
            if (start[i] > ' ') {
                line.append((char) start[i]);
            }
        }
        return line.toString().equals("{") || line.toString().startsWith("[");
    }
}
