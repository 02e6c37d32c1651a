package pt.arquipelago.pseudonymisation.generalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.NodeKey;

class GeneraliseTest {

    @ParameterizedTest
    @CsvSource({"0,00-04", "4,00-04", "5,05-09", "44,40-44", "89,85-89", "90,90+", "117,90+"})
    void agesFallIntoBandsWithAnOpenOneOnTop(int age, String band) {
        assertThat(AgeBand.FIVE_YEARS.of(age)).isEqualTo(band);
    }

    @Test
    void anAgeChangesOnTheBirthday() {
        LocalDate birth = LocalDate.of(1980, 3, 4);
        assertThat(AgeBand.FIVE_YEARS.of(birth, LocalDate.of(2025, 3, 3))).isEqualTo("40-44");
        assertThat(AgeBand.FIVE_YEARS.of(birth, LocalDate.of(2025, 3, 4))).isEqualTo("45-49");
        assertThatThrownBy(() -> AgeBand.FIVE_YEARS.of(birth, LocalDate.of(1970, 1, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theVeryOldShareAYearOfBirth() {
        YearOf year = YearOf.birthOver89Together(LocalDate.of(2025, 6, 30));
        assertThat(year.of(LocalDate.of(1935, 12, 31))).isEqualTo(1935);
        assertThat(year.of(LocalDate.of(1912, 1, 1))).isEqualTo(1935);
        assertThat(year.of(LocalDate.of(1980, 5, 5))).isEqualTo(1980);
    }

    @Test
    void intervalsOfAPersonAreKeptAndPeopleAreShiftedDifferently() {
        DateShift shift = DateShift.of(NodeKey.generate(new SecureRandom()), "domain", 30);
        Set<Integer> seen = new HashSet<>();
        LocalDate first = LocalDate.of(2025, 1, 10);
        for (int i = 0; i < 2000; i++) {
            String person = Integer.toString(100_000_000 + i);
            byte[] ascii = person.getBytes(StandardCharsets.US_ASCII);
            int days = shift.days(IdentifierType.PATIENT_NUMBER, ascii, 0, ascii.length);
            assertThat(shift.shifted(first, IdentifierType.PATIENT_NUMBER, person)).isEqualTo(first.plusDays(days));
            assertThat(shift.shifted(first.plusDays(17), IdentifierType.PATIENT_NUMBER, person)).isEqualTo(first.plusDays(days + 17));
            seen.add(days);
        }
        assertThat(seen).hasSize(61).allMatch(days -> days >= -30 && days <= 30);
    }

    @Test
    void aPlaceLeadsToItsMunicipalityRegionAndUnit() {
        Territory territory = Territory.portugal().withPostcodes(Map.of("3000", "0603", "3040-123", "0604"));
        assertThat(territory.ofDico("0603")).hasValueSatisfying(place -> {
            assertThat(place.name()).isEqualTo("Coimbra");
            assertThat(place.nuts3()).isEqualTo("PT192");
            assertThat(place.uls()).isEqualTo("ULS Coimbra");
        });
        assertThat(territory.ofDicofre("060325")).isEqualTo(territory.ofDico("0603"));
        assertThat(territory.ofPostcode("3000-456")).isEqualTo(territory.ofDico("0603"));
        assertThat(territory.ofPostcode("3040-123")).isEqualTo(territory.ofDico("0604"));
    }

    @Test
    void whatStandsInNoTableHasNoWiderPlace() {
        Territory territory = Territory.portugal();
        assertThat(territory.ofDico("9999")).isEmpty();
        assertThat(territory.ofDicofre("0603")).isEmpty();
        assertThat(territory.ofPostcode("3000-456")).isEmpty();
        assertThat(territory.ofPostcode("30004-56")).isEmpty();
    }

    @Test
    void theTableHasAllMunicipalitiesAndSharedOnesCountForTheLargestPart() {
        Territory territory = Territory.portugal();
        Map<String, Integer> municipalities = new TreeMap<>();
        territory.parts().forEach(part -> municipalities.merge(part.dico(), 1, Integer::sum));
        assertThat(municipalities).hasSize(308).containsEntry("1106", 3);
        assertThat(territory.ofDico("1106").orElseThrow().uls()).isEqualTo("ULS São José");
        assertThat(territory.parts().stream().map(Municipality::nuts3).distinct()).hasSize(26);
    }

    @Test
    void aWrongTableSaysWhatIsExpected() {
        assertThatThrownBy(() -> Territory.read(new StringReader("code,name\n"))).hasMessageContaining("header");
        assertThatThrownBy(() -> Territory.read(new StringReader("dico,municipality,nuts3,uls,population\n0101,Águeda\n"))).hasMessageContaining("5 cells");
    }

    @Test
    void aTableOfOnesOwnMayBeGiven() throws IOException {
        Territory own = Territory.read(new StringReader("# mine\ndico,municipality,nuts3,uls,population\n0101,Águeda,PT191,ULS X,1\n"));
        assertThat(own.ofDico("0101").orElseThrow().uls()).isEqualTo("ULS X");
    }
}
