package pt.arquipelago.accessbody.result;

import pt.arquipelago.analysis.result.ResultTable;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The forms in which a result is given, each with its provenance inside. */
public enum ResultFormat {
    JSON("json", "application/json", result -> result.toJson().toString().getBytes(StandardCharsets.UTF_8)),
    CSV("csv", "text/csv", ResultFormat::csv),
    ARROW("arrow", "application/vnd.apache.arrow.stream", ResultTable::toArrow),
    PARQUET("parquet", "application/vnd.apache.parquet", ParquetResult::write);

    private final String extension;
    private final String mediaType;
    private final Function<ResultTable, byte[]> writer;

    ResultFormat(String extension, String mediaType, Function<ResultTable, byte[]> writer) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.writer = writer;
    }

    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] write(ResultTable result) {
        return writer.apply(result);
    }

    /**
     * The format that was asked for: by the address ({@code ?format=csv}, for links in pages) or by the header
     * {@code Accept}, first match in the order written; JSON if neither says anything.
     */
    public static Optional<ResultFormat> asked(Optional<String> format, Optional<String> accept) {
        if (format.isPresent()) {
            return byExtension(format.get());
        }
        if (accept.isEmpty() || accept.get().isBlank()) {
            return Optional.of(JSON);
        }
        for (String range : accept.get().split(",")) {
            String type = range.split(";")[0].strip().toLowerCase(Locale.ROOT);
            for (ResultFormat candidate : values()) {
                if (type.equals(candidate.mediaType) || type.equals("*/*") || type.equals("application/*") && candidate == JSON) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** The provenance stands in a first line that begins with {@code #}, which readers of CSV know to skip. */
    private static byte[] csv(ResultTable result) {
        return ("# " + result.toJson().path("provenance") + "\r\n" + result.toCsv()).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<ResultFormat> byExtension(String extension) {
        for (ResultFormat candidate : values()) {
            if (candidate.extension.equals(extension)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
