package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.settings.OperatorException;

/**
 * The first line of a CSV file.
 *
 * @param length bytes up to and with its line break, a byte order mark included
 */
record CsvHeader(List<String> names, byte delimiter, int length) {
    private static final int LONGEST = 1 << 16;

    CsvHeader {
        names = List.copyOf(names);
    }

    /** Reads from the start of {@code in} (which must support mark); the stream stands at the first record afterwards. */
    static CsvHeader read(InputStream in, CsvFormat format, String file) throws IOException {
        in.mark(LONGEST + 1);
        byte[] start = in.readNBytes(LONGEST);
        in.reset();
        if (start.length == 0) {
            throw new OperatorException("The extract " + file + " is empty. Expected a line with the names of the columns.");
        }
        int from = start.length >= 3 && start[0] == (byte) 0xef && start[1] == (byte) 0xbb && start[2] == (byte) 0xbf ? 3 : 0;
        int end = from;
        while (end < start.length && start[end] != '\n') {
            end++;
        }
        if (end == LONGEST) {
            throw new OperatorException("The extract " + file + " is no CSV: its first line is longer than 64 KiB.");
        }
        Charset charset = format.encoding() == CsvFormat.Encoding.UTF_8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
        String line = new String(start, from, end - from, charset).strip();
        char delimiter = format.delimiter().orElseGet(() -> count(line, ';') > count(line, ',') ? ';' : ',');
        in.skipNBytes(Math.min(end + 1, start.length));
        return new CsvHeader(names(line, delimiter), (byte) delimiter, Math.min(end + 1, start.length));
    }

    /** Names without quotation marks and outer spaces. */
    private static List<String> names(String line, char delimiter) {
        List<String> names = new ArrayList<>();
        for (String cell : line.split(Pattern.quote(String.valueOf(delimiter)), -1)) {
            String name = cell.strip();
            boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
            names.add(quoted ? name.substring(1, name.length() - 1).strip() : name);
        }
        return names;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    /** A name that stands twice, if there is one. */
    Optional<String> repeated() {
        return names.stream().filter(name -> names.indexOf(name) != names.lastIndexOf(name)).findFirst();
    }
}
