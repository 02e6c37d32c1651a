package pt.arquipelago.node.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.TableFigures;

class ProfileReaderTest {
    private static final List<String> GOOD = List.of(
            "profile: 1",
            "system: X",
            "table: x",
            "title: {pt: X, en: X}",
            "subject: id",
            "columns:",
            "  - {name: id, class: identifier, identifier: PATIENT_NUMBER, title: {pt: i, en: i}}",
            "  - {name: n, class: neutral, type: int, measure: true, title: {pt: n, en: n}}");

    @Test
    void aSmallProfileIsEnough() {
        Profile profile = ProfileReader.parse("x.yaml", String.join("\n", GOOD));
        assertThat(profile.describe(TableFigures.none(), false).subjectColumn().type()).isEqualTo(ValueType.BIGINT);
        assertThat(profile.timeZone().getId()).isEqualTo("Europe/Lisbon");
    }

    /** Line (from 1), what it is replaced by, the line and the words of the answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             1 | profile: 2                                                          | 1 | expected 1, the version of this format
             3 | table: My table                                                     | 3 | expected small letters
             4 | titel: {pt: X, en: X}                                               | 4 | did you mean 'title'?
             4 | title: {pt: X}                                                      | 4 | the key 'en' is missing
             5 | subject: ids                                                        | 5 | did you mean 'id'?
             5 | subject: n                                                          | 5 | expected a column of class identifier
             7 | '  - {name: id, class: identifer, title: {pt: i, en: i}}'           | 7 | did you mean 'identifier'?
             7 | '  - {name: id, class: identifier, identifier: NIF9, title: {pt: i, en: i}}' | 7 | expected one of
             8 | '  - {name: n, class: neutral, type: text, title: {pt: n, en: n}}'  | 8 | expected string, list
             8 | '  - {name: n, class: neutral, measure: true, title: {pt: n, en: n}}' | 8 | expected a number
             8 | '  - {name: n, class: neutral, measure: yes, type: int, title: {pt: n, en: n}}' | 8 | expected true or false
             8 | '  - {name: n, class: dropped, groupable: true, title: {pt: n, en: n}}' | 8 | a dropped column makes nothing
             8 | '  - {name: n, class: neutral, treatment: year, title: {pt: n, en: n}}' | 8 | needs a column of type date
             8 | '  - {name: n, class: neutral, form: "(", title: {pt: n, en: n}}'   | 8 | expected a regular expression
             8 | '  - {name: n, class: neutral, type: int, min: a, title: {pt: n, en: n}}' | 8 | expected a number
             8 | '  - {name: n, class: neutral, type: date, max: now, title: {pt: n, en: n}}' | 8 | expected a date such as 2025-01-31, or today
             8 | '  - {name: n, class: neutral, codes: [A, A], title: {pt: n, en: n}}' | 8 | each once
             8 | '  - {name: id, class: neutral, title: {pt: n, en: n}}'             | 8 | stands twice
             8 | '  - {name: person, class: neutral, title: {pt: n, en: n}}'         | 8 | cannot stand in the lake
             8 | '  - [n]'                                                           | 8 | expected keys with values
             8 | '  - {name: n, class: neutral'                                      | 8 | not good YAML
             8 | 'quality: {unique: [x]}'                                            | 8 | no column makes 'x'
             8 | 'quality: {collected: id}'                                          | 8 | expected a column of type DATE
             8 | 'quality: {references: [{column: id, stands_in: y}]}'               | 8 | expected a table and its pseudonyms
             8 | 'quality: {targets: {validity: 101}}'                               | 8 | expected a whole number from 0 to 100
             8 | 'quality: {targets: {timeliness: 3}}'                               | 8 | not known here
             8 | 'quality: {stated: {biass: {pt: a, en: a}}}'                        | 8 | did you mean 'bias'?
            """)
    void aWrongProfileSaysTheLineAndWhatWasExpected(int line, String replacement, int found, String words) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(line - 1, replacement);
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", String.join("\n", lines)))
                .isInstanceOf(ProfileException.class)
                .hasMessageStartingWith("x.yaml, line ").hasMessageContaining(words)
                .satisfies(e -> assertThat(((ProfileException) e).line()).isEqualTo(found));
    }
}
