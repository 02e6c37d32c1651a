package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pt.arquipelago.node.profile.CsvFormat.Encoding;

class CsvScannerTest {
    private final List<String> broken = new ArrayList<>();

    @Example
    void linesLongerThanAMegabyteAreNoRecords() throws IOException {
        String longest = "x".repeat(CsvScanner.LONGEST_LINE + 5);
        assertThat(scan("1,2\n" + longest + ",1\n3,4\n" + longest, true)).isEqualTo("2,1,2\n4,3,4\n");
        assertThat(broken).containsExactly("3 TOO_LONG", "5 TOO_LONG");
    }

    @Example
    void blankLinesAreCountedAndPassedOver() throws IOException {
        assertThat(scan("\n1,2\r\n\r\n3,4\n", true)).isEqualTo("3,1,2\n5,3,4\n");
        assertThat(broken).isEmpty();
    }

    @Example
    void aZeroByteBreaksALine() throws IOException {
        assertThat(scan("1,2\0\n3,4\n", false)).isEqualTo("3,4\n");
        assertThat(broken).containsExactly("2 CONTROL");
    }

    @Example
    void onlyWellFormedUtf8Passes() throws IOException {
        for (byte[] bad : new byte[][] {{(byte) 0xc3}, {(byte) 0x80}, {(byte) 0xc0, (byte) 0xaf}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, {(byte) 0xe0, (byte) 0x80, (byte) 0x80}, {(byte) 0xff}}) {
            broken.clear();
            byte[] line = new byte[bad.length + 3];
            System.arraycopy(bad, 0, line, 0, bad.length);
            System.arraycopy(",2\n".getBytes(StandardCharsets.US_ASCII), 0, line, bad.length, 3);
            assertThat(scan(line, false)).isEmpty();
            assertThat(broken).containsExactly("2 ENCODING");
        }
        assertThat(scan("é,€\n😀,ção\n", false)).isEqualTo("é,€\n😀,ção\n");
    }

    @Property(tries = 500)
    void everyLineIsEitherPassedOnAsItWasOrToldAsBroken(@ForAll("lines") List<String> lines) throws IOException {
        broken.clear();
        StringBuilder expected = new StringBuilder();
        List<String> expectedBroken = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int number = i + 2;
            if (line.isEmpty()) {
                continue;
            }
            int cells = naiveCells(line);
            if (cells == 2) {
                expected.append(number).append(',').append(line).append('\n');
            } else {
                expectedBroken.add(number + (cells < 0 ? " QUOTES" : " COLUMNS"));
            }
        }
        assertThat(scan(String.join("\n", lines) + "\n", true)).isEqualTo(expected.toString());
        assertThat(broken).isEqualTo(expectedBroken);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings().withChars("a\",é").ofMaxLength(12).list().ofMaxSize(40);
    }

    /** One character after another: the cells of a line, or -1 if its quotation marks are wrong. */
    private static int naiveCells(String line) {
        int cells = 1;
        enum State { START, PLAIN, QUOTED, CLOSED }
        State state = State.START;
        for (char c : line.toCharArray()) {
            switch (state) {
                case START, PLAIN -> {
                    if (c == '"' && state == State.PLAIN) {
                        return -1;
                    }
                    state = c == '"' ? State.QUOTED : c == ',' ? State.START : State.PLAIN;
                    cells += c == ',' ? 1 : 0;
                }
                case QUOTED -> state = c == '"' ? State.CLOSED : State.QUOTED;
                case CLOSED -> {
                    if (c != '"' && c != ',') {
                        return -1;
                    }
                    state = c == '"' ? State.QUOTED : State.START;
                    cells += c == ',' ? 1 : 0;
                }
                default -> throw new IllegalStateException();
            }
        }
        return state == State.QUOTED ? -1 : cells;
    }

    private String scan(String text, boolean numbered) throws IOException {
        return scan(text.getBytes(StandardCharsets.UTF_8), numbered);
    }

    private String scan(byte[] text, boolean numbered) throws IOException {
        CsvScanner scanner = new CsvScanner((byte) ',', 2, Encoding.UTF_8, numbered, (line, reason) -> broken.add(line + " " + reason));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        scanner.scan(new ByteArrayInputStream(text), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
