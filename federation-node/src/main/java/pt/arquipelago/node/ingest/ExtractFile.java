package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of an extract: bytes that can be read as often as wanted. */
interface ExtractFile {
    /** As reports call it; no path. */
    String name();

    long size() throws IOException;

    /** From its start, as they lie there: perhaps compressed. */
    InputStream open() throws IOException;

    /** Where the record comes from that its scanner gives this number. */
    default Place place(long number) {
        return new Place(name(), number, 0);
    }

    /** A file of the institution's. */
    record Local(Path path) implements ExtractFile {
        @Override
        public String name() {
            return path.getFileName().toString();
        }

        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }
}
