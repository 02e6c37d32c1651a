package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What the first resource of a file says of the whole. */
final class FhirStart {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LOOKED_AT = 1 << 16;

    private FhirStart() {}

    /** Refuses a file that is no NDJSON of this type: it would be quarantined line by line. */
    static void check(ExtractFile file, String resource) throws IOException {
        byte[] start = start(file);
        if (start.length >= 2 && (start[0] == (byte) 0xff && start[1] == (byte) 0xfe || start[0] == (byte) 0xfe && start[1] == (byte) 0xff)) {
            throw new IngestFailure("The extract " + file.name() + " is not in UTF-8 (line 1 begins as UTF-16 does). Write it as UTF-8.");
        }
        Optional<String> type = type(start);
        if (type.filter("Bundle"::equals).isPresent()) {
            throw new IngestFailure("The extract " + file.name() + " is a Bundle (line 1), and NDJSON was expected: one resource a line, as a bulk export writes it. Export it as NDJSON.");
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

    private static byte[] start(ExtractFile file) throws IOException {
        try (InputStream in = Compression.plain(file.open())) {
            return in.readNBytes(LOOKED_AT);
        }
    }

    /** As far as the name of the type, which may stand anywhere in the first resource. */
    private static Optional<String> type(byte[] start) {
        int from = start.length >= 3 && start[0] == (byte) 0xef ? 3 : 0;
        try (JsonParser parser = JSON.createParser(start, from, start.length - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("resourceType");
                JsonToken token = parser.nextToken();
                if (found) {
                    return Optional.of(parser.getText()).filter(text -> token == JsonToken.VALUE_STRING && text.matches("[A-Z][A-Za-z]{1,47}"));
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
