package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import pt.arquipelago.node.profile.CsvFormat;

/** Reads Bundles, one a line or one in the whole file, and needs room for one. */
final class BundleScanner extends LineScanner {
    /** Longer ones are none: 64 MiB, attachments included. */
    static final int LONGEST = 1 << 26;
    private static final int DEEPEST = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(100).maxStringLength(LONGEST).build()).build();

    /** Takes what is read, with the number of its line. */
    interface Taker {
        void bundle(long line, FhirBundle bundle) throws IOException;

        void broken(long line, Reason reason) throws IOException;
    }

    private final FhirElement.Wanted wantedEntry;
    private final Taker taker;
    private long line;

    BundleScanner(FhirElement.Wanted wantedEntry, Taker taker) {
        super(LONGEST, 0);
        this.wantedEntry = wantedEntry;
        this.taker = taker;
    }

    /**
     * @param read counts its bytes
     * @return how many lines it has
     */
    long scan(ExtractFile file, boolean oneALine, AtomicLong read) throws IOException {
        try (InputStream in = Compression.plain(new Counted(file.open(), read))) {
            begin(in, CsvFormat.standard(), file.name());
            if (oneALine) {
                scan(in, OutputStream.nullOutputStream());
                return line();
            }
            byte[] all = in.readNBytes(LONGEST + 1);
            line = 1;
            Reason wrong = all.length > LONGEST ? Reason.TOO_LONG : bundle(all, 0, all.length, false);
            if (wrong != null) {
                taker.broken(1, wrong);
            }
            return 1;
        }
    }

    /** Over a byte order mark. */
    @Override
    void begin(InputStream in, CsvFormat format, String file) throws IOException {
        Utf8.skipMark(in);
    }

    @Override
    Reason record(byte[] buffer, int start, int end, boolean whole, OutputStream to) throws IOException {
        line = line();
        return bundle(buffer, start, end, whole);
    }

    @Override
    void broken(long number, Reason reason) throws IOException {
        taker.broken(number, reason);
    }

    private Reason bundle(byte[] buffer, int start, int end, boolean whole) throws IOException {
        for (int i = start; i < end; i++) {
            if (buffer[i] == 0) {
                return Reason.CONTROL;
            }
        }
        if (!Utf8.isWellFormed(buffer, start, end)) {
            return Reason.ENCODING;
        }
        FhirBundle bundle;
        try (JsonParser parser = JSON.createParser(buffer, start, end - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Reason.JSON;
            }
            bundle = FhirBundle.read(parser, wantedEntry);
            if (parser.nextToken() != null) {
                return Reason.JSON;
            }
        } catch (JsonEOFException e) {
            return whole ? Reason.JSON : Reason.CUT_OFF;
        } catch (JacksonException e) {
            // Its text quotes the line.
            return Reason.JSON;
        }
        if (!bundle.whole()) {
            return Reason.TOO_LONG;
        }
        taker.bundle(line, bundle);
        return null;
    }
}
