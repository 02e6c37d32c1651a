package pt.arquipelago.accessbody.portal.view;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import pt.arquipelago.analysis.Place;

import static org.assertj.core.api.Assertions.assertThat;

class MarkedTextTest {
    private static final String TEXT = "SELECT a,\n  '😀' x, max(b)\nFROM dem";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1|8|1|a", "2|10|3|max", "2|10|6|max(b)", "2|8|0|, max(b)", "3|6|0|dem", "3|6|99|dem"})
    void thePlaceIsMarkedByLineAndCodePoint(int line, int column, int length, String marked) {
        MarkedText text = MarkedText.of(TEXT, new Place(line, column, length));
        assertThat(text.marked()).isEqualTo(marked);
        assertThat(text.before() + text.marked() + text.after()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({"9, 1, 5", "3, 400, 5", "1, 999999, 0"})
    void aPlaceOutsideTheTextLosesNothingOfIt(int line, int column, int length) {
        MarkedText text = MarkedText.of(TEXT, new Place(line, column, length));
        assertThat(text.before() + text.marked() + text.after()).isEqualTo(TEXT);
    }
}
