package pt.arquipelago.accessbody.problem;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultTraceTest {
    @Test
    void saysWhereAndOfWhatKindButNotWhatTheMessageQuotes() {
        var error = new IllegalStateException("patient 123456789", new ArithmeticException("of Marta"));
        assertThat(FaultTrace.of(error)).contains("IllegalStateException", "caused by java.lang.ArithmeticException", "FaultTraceTest")
                .doesNotContain("123456789", "Marta");
    }
}
