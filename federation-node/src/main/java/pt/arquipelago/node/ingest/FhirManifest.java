package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the server of a bulk export says of it: {@code {transactionTime, request, output: [{type, url, count}], deleted, error}}.
 * Its files lie beside it under the last part of their addresses.
 *
 * @param withoutTable how many files of deleted resources and of errors it names
 */
record FhirManifest(List<Output> outputs, long withoutTable) {
    /** @param line of the manifest where the file is named */
    record Output(String type, Path file, OptionalLong count, long line) {}

    private static final JsonFactory JSON = new JsonFactory();

    FhirManifest {
        outputs = List.copyOf(outputs);
    }

    static FhirManifest read(Path manifest) {
        List<Output> outputs = new ArrayList<>();
        long others = 0;
        boolean output = false;
        try (JsonParser parser = JSON.createParser(Files.newInputStream(manifest))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong(manifest, 1, "is no manifest of a bulk export: an object with 'output' was expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean list = parser.nextToken() == JsonToken.START_ARRAY;
                output |= name.equals("output") && list;
                if (!list || !name.matches("output|deleted|error")) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    if (name.equals("output")) {
                        outputs.add(output(manifest, parser));
                    } else {
                        parser.skipChildren();
                        others++;
                    }
                }
            }
        } catch (JacksonException e) {
            throw wrong(manifest, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "is no JSON from here on");
        } catch (IOException e) {
            throw new IngestFailure("The manifest " + manifest.getFileName() + " cannot be read. Check its permissions.");
        }
        if (!output) {
            throw wrong(manifest, 1, "is no manifest of a bulk export: it has no list 'output'. Give a folder, its manifest, a file of documents (Bundles), or --profile with --input");
        }
        return new FhirManifest(outputs, others);
    }

    private static Output output(Path manifest, JsonParser parser) throws IOException {
        long line = parser.currentTokenLocation().getLineNr();
        String type = "";
        String url = "";
        OptionalLong count = OptionalLong.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("type")) {
                type = parser.getText();
            } else if (name.equals("url")) {
                url = parser.getText();
            } else if (name.equals("count") && token == JsonToken.VALUE_NUMBER_INT) {
                count = OptionalLong.of(parser.getLongValue());
            } else {
                parser.skipChildren();
            }
        }
        String named = url.replaceFirst("[?#].*", "").replaceFirst(".*[/\\\\]", "");
        if (type.isEmpty() || named.isEmpty()) {
            throw wrong(manifest, line, "names a file without its type or its address");
        }
        return new Output(type, file(manifest, named, line), count, line);
    }

    /** Some fetch the files compressed. */
    private static Path file(Path manifest, String named, long line) {
        Path beside = manifest.toAbsolutePath().resolveSibling(named);
        Optional<Path> found = List.of(beside, beside.resolveSibling(named + ".gz")).stream().filter(Files::isRegularFile).findFirst();
        return found.orElseThrow(() -> wrong(manifest, line, "names the file " + named + ", which is not beside it. Fetch it, or export anew"));
    }

    private static IngestFailure wrong(Path manifest, long line, String what) {
        return new IngestFailure("The manifest " + manifest.getFileName() + ", line " + line + ", " + what + ".");
    }

    /** Refuses an export of which a file holds other than so many resources. */
    void requireCounts(Path manifest, LinesOf lines) throws IOException {
        for (Output output : outputs) {
            if (output.count().isPresent() && lines.of(output.file()) != output.count().getAsLong()) {
                throw wrong(manifest, output.line(), "says " + output.count().getAsLong() + " resources of the file " + output.file().getFileName() + ", which holds "
                        + lines.of(output.file()) + " lines. Fetch it again, or export anew");
            }
        }
    }

    /** Counts the lines of a file that are not empty. */
    @FunctionalInterface
    interface LinesOf {
        long of(Path file) throws IOException;
    }
}
