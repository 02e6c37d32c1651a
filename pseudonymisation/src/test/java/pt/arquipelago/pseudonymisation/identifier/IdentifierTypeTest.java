package pt.arquipelago.pseudonymisation.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTypeTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            PATIENT_NUMBER, 123 456 789,           123456789
            NIF,            123456789,             123456789
            NIF,            509 540 716,           509540716
            NISS,           12345678902,           12345678902
            CITIZEN_CARD,   000000000ZZ4,          000000000ZZ4
            CITIZEN_CARD,   00000000 0 zz4,        000000000ZZ4
            PRESCRIPTION,   1011000000012345678,   1011000000012345678
            DISPENSING,     ' d-2025/77 ',         D-2025/77
            SICK_LEAVE,     12345678901,           12345678901
            PROFESSIONAL,   om:012345,             OM:12345
            PROFESSIONAL,   OMD : 77,              OMD:77
            GENERIC,        ' Case 7a ',           Case 7a
            FHIR_RESOURCE,  Patient/aB-9.1,        Patient/aB-9.1
            FHIR_RESOURCE,  Practitioner?identifier=http://x|9, Practitioner?identifier=http://x|9
            """)
    void spellsWhatIsWellFormedInOneWay(IdentifierType type, String raw, String canonical) {
        assertThat(type.canonical(raw)).contains(canonical);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PATIENT_NUMBER, 12345678
            PATIENT_NUMBER, 1234567890
            PATIENT_NUMBER, 12345678O
            PATIENT_NUMBER, ''
            NIF,            254781369
            NIF,            123456780
            NISS,           12345678903
            NISS,           32345678902
            CITIZEN_CARD,   000000000ZZ5
            CITIZEN_CARD,   00000000AZZ4
            PRESCRIPTION,   101100000001234567
            DISPENSING,     D--
            DISPENSING,     ''
            DISPENSING,     123456789012345678901234567890123
            PROFESSIONAL,   12345
            PROFESSIONAL,   OM:
            PROFESSIONAL,   OM:000
            PROFESSIONAL,   OM:12:3
            PROFESSIONAL,   ':12'
            PROFESSIONAL,   OM:1234567890123
            GENERIC,        '   '
            GENERIC,        12345678901234567890123456789012345678901234567890123456789012345
            FHIR_RESOURCE,  patient/1
            FHIR_RESOURCE,  Patient/
            FHIR_RESOURCE,  Patient/a_b
            FHIR_RESOURCE,  Patient
            FHIR_RESOURCE,  ' Patient/1'
            FHIR_RESOURCE,  Patient/12345678901234567890123456789012345678901234567890123456789012345
            FHIR_RESOURCE,  Patient?name=Maria
            FHIR_RESOURCE,  Patient?identifier=
            FHIR_RESOURCE,  Patient?identifier=a b
            GENERIC,        Águeda
            PATIENT_NUMBER, １２３４５６７８９
            """)
    void givesNoCanonicalFormToWhatIsMalformed(IdentifierType type, String raw) {
        assertThat(type.canonical(raw)).isEmpty();
    }

    @Test
    void aProfessionalIsAnOrderAndANumber() {
        assertThat(IdentifierType.professional("OM", "0042")).contains("OM:42");
        assertThat(IdentifierType.professional("", "42")).isEmpty();
    }

    @Test
    void everyCodeIsItsOwn() {
        assertThat(Arrays.stream(IdentifierType.values()).map(IdentifierType::code)).doesNotHaveDuplicates().allMatch(code -> code > 0);
        for (IdentifierType type : IdentifierType.values()) {
            assertThat(IdentifierType.ofCode(type.code())).contains(type);
        }
        assertThat(IdentifierType.ofCode(126)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            INFARMED_NUMBER, 5440987, true
            INFARMED_NUMBER, 5440988, false
            INFARMED_NUMBER, 544098,  false
            CNPEM,           50012345, true
            CNPEM,           40012345, false
            CHNM,            10000002, true
            CHNM,            10000003, false
            """)
    void medicineCodesAreCheckedToo(ProductCode code, String raw, boolean good) {
        assertThat(code.canonical(raw).isPresent()).isEqualTo(good);
    }
}
