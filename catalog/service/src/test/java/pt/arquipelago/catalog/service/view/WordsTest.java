package pt.arquipelago.catalog.service.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(Words.english().keys()).containsExactlyInAnyOrderElementsOf(Words.portuguese().keys());
    }

    @Test
    void aMissingWordIsNamed() {
        assertThatThrownBy(() -> Words.english().get("no.such.word")).hasMessageContaining("no.such.word");
    }

    @Test
    void numbersAreWrittenAsTheLanguageDoes() {
        assertThat(Words.english().number(1_234_500)).isEqualTo("1,234,500");
        assertThat(Words.portuguese().number(1_234_500)).hasSize(9).doesNotContain(",");
    }
}
