package pt.arquipelago.node.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.node.profile.FhirPath.Field;
import pt.arquipelago.node.profile.FhirPath.First;
import pt.arquipelago.node.profile.FhirPath.ReferenceKey;
import pt.arquipelago.node.profile.FhirPath.ResourceKey;
import pt.arquipelago.node.profile.FhirPath.Where;

class FhirPathReaderTest {
    @Test
    void aPathIsItsSteps() {
        assertThat(FhirPathReader.read("code.coding.where(system = 'http://loinc.org' and userSelected='true').first().code", "Observation", false).steps()).containsExactly(
                new Field("code"), new Field("coding"), new Where(List.of(new FhirPath.Test(List.of("system"), "http://loinc.org"), new FhirPath.Test(List.of("userSelected"), "true"))),
                new First(), new Field("code"));
    }

    @Test
    void aChoiceIsTheElementOfItsType() {
        assertThat(FhirPathReader.read("value.ofType(Quantity).value", "Observation", false).fields()).containsExactly("valueQuantity", "value");
        assertThat(FhirPathReader.read("effective.ofType(dateTime)", "Observation", false).fields()).containsExactly("effectiveDateTime");
    }

    @Test
    void keysGoWithTheirTypes() {
        assertThat(FhirPathReader.read("subject.getReferenceKey(Patient)", "Observation", true).steps()).endsWith(new Field("reference"), new ReferenceKey("Patient"));
        assertThat(FhirPathReader.read("getResourceKey()", "Observation", true).steps()).containsExactly(new Field("id"), new ResourceKey("Observation"));
    }

    @Test
    void anExtensionIsTheOneOfItsAddress() {
        assertThat(FhirPathReader.read("extension('http://x').value.ofType(code)", "Patient", false).steps()).containsExactly(new Field("extension"),
                new Where(List.of(new FhirPath.Test(List.of("url"), "http://x"))), new Field("valueCode"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name.family", "text.div", "telecom.value", "address.line.first()", "address.text", "photo.url", "note.text", "code.text", "code.coding.display", "contact.name",
            "contained.id", "value.ofType(string)", "valueString", "value.ofType(Attachment)", "extension('http://x').value.ofType(Address)", "extension('http://x').valueAddress",
            "conclusion", "presentedForm.data", "dosageInstruction.patientInstruction"})
    void whatMayNameAPersonCannotBeNamed(String path) {
        assertThatThrownBy(() -> FhirPathReader.read(path, "Patient", false)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("may name a person and never enters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identifier.value", "getResourceKey()", "subject.getReferenceKey(Patient)", "subject.identifier.value.first()", "id", "subject.reference"})
    void identifiersBecomePseudonymsOrNothing(String path) {
        assertThatThrownBy(() -> FhirPathReader.read(path, "Patient", false)).hasMessageContaining("needs a column of class identifier");
        assertThat(FhirPathReader.read(path, "Patient", true).text()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            code.;                           ends where more was expected
            .code;                           expected an element or a function
            code coding;                     expected '.' or the end; found coding
            code.where(system);              expected =
            code.where(system = x);          expected a 'text'; found x
            code.where(system = 'x';         expected ) at the end
            code.exists();                   found exists
            ofType(Quantity);                ofType stands behind an element
            code.all(x > 1);                 cannot be read from
            birthDate.lowBoundary().year;    nothing but first() stands behind
            subject.getReferenceKey(Patient).first().id; nothing but first() stands behind
            code['x'];                       cannot be read from
            """)
    void whatIsNoPathIsToldWithWhatWasExpected(String path, String why) {
        assertThatThrownBy(() -> FhirPathReader.read(path, "Patient", true)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
    }

    @Test
    void aProfileSaysTheLineOfAWrongPath() {
        String yaml = "profile: 1\nsystem: X\ntable: x\ntitle: {pt: x, en: x}\nfhir: {resource: Patient}\nsubject: id\ncolumns:\n"
                + "  - {name: id, path: getResourceKey(), class: identifier, identifier: FHIR_RESOURCE, identifies: subject, title: {pt: x, en: x}}\n";
        assertThat(ProfileReader.parse("x.yaml", yaml).fhir().orElseThrow().resource()).isEqualTo("Patient");
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", yaml + "  - {name: n, path: name.family, class: neutral, title: {pt: x, en: x}}\n"))
                .hasMessageContaining("x.yaml, line 9").hasMessageContaining("'path': 'name' may name a person");
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", yaml + "  - {name: n, class: neutral, title: {pt: x, en: x}}\n")).hasMessageContaining("line 9").hasMessageContaining("'path' is missing");
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", yaml.replace("fhir: {resource: Patient}\n", ""))).hasMessageContaining("only a profile of FHIR has paths");
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", yaml.replace("fhir:", "csv: {encoding: utf-8}\nfhir:"))).hasMessageContaining("not of both");
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", yaml.replace("identifies:", "otherwise: nobody, identifies:"))).hasMessageContaining("no column 'nobody'");
        assertThatThrownBy(() -> ProfileReader.parse("x.yaml", yaml.replace("identifies:", "through: nowhere, identifies:"))).hasMessageContaining("fhir_patient.resource");
    }
}
