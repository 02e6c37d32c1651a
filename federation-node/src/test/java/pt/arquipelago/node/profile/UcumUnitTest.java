package pt.arquipelago.node.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UcumUnitTest {
    @ParameterizedTest
    @ValueSource(strings = {"mg/dL", "mmol/L", "g", "kg", "kg/m2", "cm", "mm[Hg]", "cm[H2O]", "%", "10*3/uL", "10*9/L", "10^6/uL", "/min", "{beats}/min", "Cel", "[degF]", "U/L", "[IU]/L", "m[IU]/L", "ug/L",
            "mL/min/{1.73_m2}", "mL/min", "mmol/mol", "{score}", "1", "/[HPF]", "ng/mL{FEU}", "[in_i]", "[lb_av]", "mosm/kg", "g/(24.h)", "mg/(kg.d)", "m/s2", "s-1", "meq/L", "[arb'U]/mL", "a", "mo", "fL", "pg",
            "mm/h", "{INR}", "ueq/L", "kat/L", "dB", "J", "kcal", "L/min", "{#}"})
    void unitsOfHealthCareAreKnown(String unit) {
        assertThat(UcumUnit.isUnit(unit)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "mmHg", "mg/", "mg//dL", "bpm", "cc", "MG/DL", "mcg", "{Maria Silva}", "{maria}", "mg{", "(mg", "mg)", "mg dL", "lbs", "percent", "kg/m²", "mgmg", "kmin", "%%", "0", "µg",
            "tablets", "units", "m222", "mg/dL/", "{score", "x{score}"})
    void othersAreNone(String unit) {
        assertThat(UcumUnit.isUnit(unit)).isFalse();
    }
}
