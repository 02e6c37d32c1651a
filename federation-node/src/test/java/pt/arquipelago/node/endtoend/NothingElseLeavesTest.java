package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.node.disclosure.CheckedResult;
import pt.arquipelago.node.disclosure.NodeDisclosure;

/** What an institution sends to the questions of {@link Questions}: no pseudonym, and nothing of a suppressed value. */
@Tag("spark")
class NothingElseLeavesTest {
    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d{9,20}");

    @TestFactory
    Stream<DynamicTest> neitherPseudonymsNorSuppressedValuesLeave() {
        Institution institution = ThreeInstitutions.ALL.get(0);
        Set<Long> pseudonyms = pseudonyms(institution);
        assertThat(pseudonyms.size()).isGreaterThan(1_000);
        return Questions.ALL.stream().map(asked -> DynamicTest.dynamicTest(asked.name, () -> {
            Federation.Measured measured = Federation.measure(institution, asked.sql);
            CheckedResult checked = measured.checked();
            byte[] query = checked.table().query().toJson().toString().getBytes(StandardCharsets.UTF_8);
            assertThat(numbers(checked.bytes()).stream().anyMatch(pseudonyms::contains)).isFalse();
            assertThat(numbers(query).stream().anyMatch(pseudonyms::contains)).isFalse();
            assertThat(NodeDisclosure.check(withoutSuppressed(measured.table(), checked), measured.thresholds()).bytes()).isEqualTo(checked.bytes());
        }));
    }

    /** All pseudonyms of persons, documents and professionals in a lake. */
    private static Set<Long> pseudonyms(Institution institution) {
        Set<Long> all = new HashSet<>();
        institution.views().forEach(view -> view.description().columns().stream().filter(column -> column.isPseudonym()).forEach(column ->
                DuckRecords.of(List.of(institution), "SELECT DISTINCT " + column.name() + " AS x FROM " + view.name() + " WHERE " + column.name() + " IS NOT NULL")
                        .get(institution.name()).forEach(row -> all.add((Long) row.get("x")))));
        return all;
    }

    /** Every eight bytes that stand together, in either order, and every long number in digits. */
    private static Set<Long> numbers(byte[] bytes) {
        Set<Long> numbers = new HashSet<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i + Long.BYTES <= bytes.length; i++) {
            numbers.add(buffer.order(ByteOrder.LITTLE_ENDIAN).getLong(i));
            numbers.add(buffer.order(ByteOrder.BIG_ENDIAN).getLong(i));
        }
        Matcher digits = LONG_NUMBER.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (digits.find()) {
            BigInteger number = new BigInteger(digits.group());
            if (number.bitLength() < Long.SIZE) {
                numbers.add(number.longValue());
            }
        }
        return numbers;
    }

    /** The same measurement, with absent rows taken out and every suppressed value another: the bytes must not show it. */
    private static MeasuredTable withoutSuppressed(MeasuredTable measured, CheckedResult checked) {
        Map<List<Object>, PartialRow> left = new HashMap<>();
        checked.table().rows().forEach(row -> left.put(row.keys(), row));
        List<MeasuredRow> rows = new ArrayList<>();
        for (MeasuredRow row : measured.rows()) {
            if (left.containsKey(row.keys())) {
                List<MeasuredTerm> terms = new ArrayList<>();
                for (int i = 0; i < row.terms().size(); i++) {
                    MeasuredTerm term = row.terms().get(i);
                    boolean suppressed = left.get(row.keys()).cells().get(i) instanceof PartialCell.Suppressed;
                    terms.add(suppressed ? new MeasuredTerm(other(term.value()), term.persons(), term.restPersons(), term.others(), term.concentrations()) : term);
                }
                rows.add(new MeasuredRow(row.keys(), row.persons(), terms, row.elsewhere()));
            }
        }
        return new MeasuredTable(measured.query(), rows);
    }

    private static Object other(Object value) {
        return value instanceof Long n ? (Object) (n + 1) : value instanceof BigDecimal d ? d.negate().add(BigDecimal.TEN) : value instanceof List<?> ? List.of() : null;
    }
}
