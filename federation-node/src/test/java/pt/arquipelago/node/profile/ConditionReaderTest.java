package pt.arquipelago.node.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionReaderTest {
    private static final List<String> PROFILE = List.of("profile: 1", "system: X", "table: x", "title: {pt: X, en: X}", "subject: id", "columns:",
            "  - {name: id, class: identifier, identifier: PATIENT_NUMBER, title: {pt: i, en: i}}",
            "  - {name: n, class: neutral, type: int, title: {pt: n, en: n}}",
            "  - {name: d, class: neutral, type: date, title: {pt: d, en: d}}",
            "  - {name: e, class: neutral, type: timestamp, treatment: day, title: {pt: e, en: e}}",
            "  - {name: s, class: neutral, title: {pt: s, en: s}}",
            "  - {name: b, class: neutral, type: boolean, title: {pt: b, en: b}}",
            "  - {name: l, class: neutral, type: list, codes: [A, B], title: {pt: l, en: l}}",
            "rules:");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            n <= 5                                          ; n
            n < 2.5 * n - 3                                 ; n
            s = 'a' and not b or (n > 1 and d is missing)   ; s,b,n,d
            d + 180 days >= e                               ; d,e
            e - 5 years = d                                 ; e,d
            e - d <= n                                      ; e,d,n
            s in ('a', 'b c')                               ; s
            s starts with ('I27', 'I26')                    ; s
            l is present                                    ; l
            """)
    void conditionsAreRead(String text, String columns) {
        Rule.Holds rule = (Rule.Holds) profile(text).rules().get(0);
        assertThat(rule.condition().columns()).containsExactly(columns.split(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            n <= 'a'            ; compares a number with a text
            d > 5               ; compares a date with a number
            s < 'a'             ; a text cannot stand beside <
            m = 1               ; the profile has no column 'm'
            n                   ; expected a comparison after n
            n = 1 n             ; expected and, or, or the end
            (n = 1              ; expected ) at the end
            d + 5 weeks = e     ; expected a whole number of days, months or years
            d + e = n           ; expected a whole number of days, months or years
            e - d = d           ; compares a number with a date
            s + n = 1           ; found +
            n + s = 1           ; only numbers are added and multiplied
            n in ('a')          ; expected a column of type string
            n =                 ; ends where more was expected
            l = 'A'             ; compares a list with a text
            """)
    void whatIsNoConditionIsRefusedWithItsLine(String text, String words) {
        assertThatThrownBy(() -> profile(text)).isInstanceOf(ProfileException.class).hasMessageContaining("line 15").hasMessageContaining(words);
    }

    @Test
    void nothingButTheClosedLanguageIsRead() {
        assertThatThrownBy(() -> profile("n = 1; DROP TABLE x")).hasMessageContaining("cannot be read from '; DROP TABLE x' on");
        assertThatThrownBy(() -> profile("read_text('/etc/passwd') = 'x'")).hasMessageContaining("the profile has no column 'read_text'");
        assertThatThrownBy(() -> profile("n = 1 or ".repeat(60) + "n = 1")).hasMessageContaining("cannot be read");
    }

    @Test
    void aListIsNeitherGroupedByNorLeftWithoutItsElements() {
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", String.join("\n", PROFILE).replace("codes: [A, B]", "codes: [A, B], groupable: true")))
                .hasMessageContaining("a list is asked by its elements");
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", String.join("\n", PROFILE).replace("codes: [A, B], ", "")))
                .hasMessageContaining("a list has 'codes' or a 'form'");
    }

    private static Profile profile(String condition) {
        return ProfileReader.parse("x.yaml", String.join("\n", PROFILE)
                + "\n  - {name: r, holds: \"" + condition + "\", title: {pt: r, en: r}}");
    }
}
