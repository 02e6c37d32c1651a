package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** Patients and their observations from NDJSON into the lake. */
class FhirIngestTest {
    private static final Profile PATIENT = ProfileReader.named("fhir-patient");
    private static final Profile OBSERVATION = ProfileReader.named("fhir-observation");
    private static final String SNS = "http://spms.min-saude.pt/rnu/identifiers/patient-id";

    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 1);
    }

    @Test
    void aPatientIsWhoeverTheSnsNumberNamesElseTheResource() {
        load(patients(patient("a", "'identifier':[{'system':'urn:other','value':'1'},{'system':'" + SNS + "','value':'123 456 789'}]"), patient("b", "'gender':'male'")));
        assertThat(node.rows("fhir_patient", "patient, gender, birth_year, birth_precision")).containsExactlyInAnyOrder(
                pseudonym(IdentifierType.PATIENT_NUMBER, "123456789") + "|null|null|null", resource("Patient/b") + "|male|null|null");
    }

    @Test
    void anObservationBelongsToThePersonBehindItsReference() {
        load(patients(patient("a", "'identifier':[{'system':'" + SNS + "','value':'123456789'}]"), patient("b", "'gender':'male'")),
                observations(observation("1", "Patient/a"), observation("2", "https://server.example/fhir/Patient/b/_history/3")));
        assertThat(node.rows("fhir_observation", "patient, observation")).containsExactlyInAnyOrder(
                pseudonym(IdentifierType.PATIENT_NUMBER, "123456789") + "|" + resource("Observation/1"), resource("Patient/b") + "|" + resource("Observation/2"));
    }

    @Test
    void aReferenceToAPatientWhoIsNotThereIsQuarantinedWithThatReason() {
        load(patients(patient("a", "'gender':'male'")), observations(observation("1", "Patient/a"), observation("2", "Patient/z"), observation("3", "Group/a")));
        assertThat(node.quarantined()).containsExactlyInAnyOrder("2 patient reference", "3 patient missing");
        assertThat(node.rows("fhir_observation", "count(*)")).containsExactly("1");
    }

    @Test
    void patientsOfAnEarlierLoadAreKnown() {
        load(patients(patient("a", "'gender':'male'")));
        load(observations(observation("1", "Patient/a")));
        assertThat(node.rows("fhir_observation", "patient")).containsExactly(String.valueOf(resource("Patient/a")));
    }

    @Test
    void withoutPatientsNoObservationEnters() {
        assertThatThrownBy(() -> load(observations(observation("1", "Patient/a")))).isInstanceOf(IngestFailure.class).hasMessageContaining("fhir_patient")
                .hasMessageContaining("Load that first");
    }

    @Test
    void ofADateThatIsKnownInPartTheFirstDayEntersAndHowMuchIsKnown() {
        load(patients(patient("a", "'birthDate':'1960'"), patient("b", "'birthDate':'1961-03','deceasedDateTime':'2020-02-03T23:30:00-05:00'"), patient("c", "'birthDate':'1962-07-04'")));
        assertThat(node.rows("fhir_patient", "birth_year, birth_precision, death_day, death_precision")).containsExactlyInAnyOrder(
                "1960|year|null|null", "1961|month|2020-02-04|day", "1962|day|null|null");
    }

    @Test
    void valuesEnterByTheirType() {
        load(patients(patient("a", "'gender':'female'")), observations(
                observation("1", "Patient/a", "'valueQuantity':{'value':6.30,'unit':'millimoles','system':'http://unitsofmeasure.org','code':'mmol/L'}"),
                observation("2", "Patient/a", "'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':'260385009'}],'text':'negative'}"),
                observation("3", "Patient/a", "'component':[{'code':{'coding':[{'system':'urn:x','code':'x'},{'system':'http://loinc.org','code':'8480-6'}]},"
                        + "'valueQuantity':{'value':120,'code':'mm[Hg]'}},{'code':{'coding':[{'code':'8462-4'}]},'valueQuantity':{'value':80,'code':'mm[Hg]'}}]"),
                observation("4", "Patient/a", "'valueString':'Maria Silva tem tosse'")));
        assertThat(node.rows("fhir_observation", "value, unit, value_code, systolic, diastolic")).containsExactlyInAnyOrder(
                "6.300000|mmol/L|null|null|null", "null|null|260385009|null|null", "null|null|null|120.000000|80.000000", "null|null|null|null|null");
    }

    @Test
    void whatIsNoResourceIsListedByLineAndReason() {
        Outcome outcome = load(patients(patient("a", "'gender':'male'")), node.write("Observation.ndjson", String.join("\n",
                observation("1", "Patient/a"), "no json", json("{'resourceType':'Observation'} {'resourceType':'Observation'}"), json("{'resourceType':'Basic','id':'1'}"),
                json("{'id':'1'}"), "[1]", observation("2", "Patient/a", "'effectiveDateTime':'0001-01-01'"), observation("3", "Patient/a", "'effectiveDateTime':'yesterday'"),
                observation("4", "Patient/a", "'valueQuantity':{'value':1,'system':'http://unitsofmeasure.org','code':'mmHg'}"),
                json("{'resourceType':'Observation','id':'5','status':['final','amended'],'subject':{'reference':'Patient/a'}}"),
                json("{'resourceType':'Observation','id':'6','status':{'x':1},'subject':{'reference':'Patient/a'}}"),
                json("{'resourceType':'Observation','status':'final','subject':{'reference':'Patient/a'}}"),
                observation("7", "Patient/a").substring(0, 40))));
        assertThat(node.quarantined()).containsExactlyInAnyOrder("2 - json", "3 - json", "4 - resource", "5 - resource", "6 - json", "7 effective_day range", "8 effective_day type",
                "9 unit unit", "10 status several", "11 status type", "12 observation missing", "13 - cut_off");
        LoadReport report = outcome.reports().get(1);
        assertThat(List.of(report.read(), report.accepted(), report.quarantined())).containsExactly(13L, 1L, 12L);
    }

    @Test
    void aLineInAnotherEncodingOrWithAZeroByteIsListed() {
        byte[] latin = json("{'resourceType':'Patient','id':'ã'}\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] zero = json("{'resourceType':'Patient','id':'a\0'}\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(latin, latin.length + zero.length);
        System.arraycopy(zero, 0, all, latin.length, zero.length);
        load(new Extract(PATIENT, List.of(node.write("Patient.ndjson", all))));
        assertThat(node.quarantined()).containsExactlyInAnyOrder("1 - encoding", "2 - control");
    }

    @Test
    void equalResourcesOfOneIdAreHeldOnceAndDifferentOnesNotAtAll() {
        load(patients(patient("a", "'gender':'male'"), patient("a", "'gender':'male'"), patient("b", "'gender':'male'"), patient("b", "'gender':'female'")));
        assertThat(node.rows("fhir_patient", "resource")).containsExactly(String.valueOf(resource("Patient/a")));
        assertThat(node.quarantined()).containsExactlyInAnyOrder("3 resource repeated", "4 resource repeated");
    }

    @Test
    void aResourceTakesThePlaceOfTheOneWithItsId() {
        load(patients(patient("a", "'gender':'male'"), patient("b", "'gender':'male'")));
        load(new Extract(PATIENT, List.of(node.write("Patient2.ndjson", patient("a", "'gender':'female'")))));
        assertThat(node.rows("fhir_patient", "gender")).containsExactlyInAnyOrder("female", "male");
    }

    @Test
    void aWrongSnsNumberNeverBecomesAPseudonym() {
        load(patients(patient("a", "'identifier':[{'system':'" + SNS + "','value':'12345678'}]")), observations(observation("1", "Patient/a")));
        assertThat(node.quarantined()).containsExactlyInAnyOrder("1 patient identifier", "1 patient reference");
    }

    @Test
    void ofTwoSnsNumbersTheOfficialOneCountsAndNoneIsGuessedAt() {
        String two = "'identifier':[{'system':'" + SNS + "','value':'111111111'},{'system':'" + SNS + "','value':'222222222'%s}]";
        load(patients(patient("a", two.formatted(",'use':'official'")), patient("b", two.formatted(""))));
        assertThat(node.rows("fhir_patient", "patient")).containsExactly(String.valueOf(pseudonym(IdentifierType.PATIENT_NUMBER, "222222222")));
        assertThat(node.quarantined()).containsExactly("2 patient several");
    }

    @Test
    void noResourcesAreNoRows() {
        Outcome outcome = load(new Extract(PATIENT, List.of(node.write("Patient.ndjson", ""))));
        assertThat(outcome.reports().get(0).read()).isZero();
    }

    @Test
    void aWholeFileOfAnotherKindIsRefusedWithItsName() {
        assertRefused(json("{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient','id':'a'}}]}\n"), "is a Bundle (line 1)");
        assertRefused(json("{\n  'resourceType': 'Bundle',\n  'entry': []\n}\n"), "is a Bundle (line 1)");
        assertRefused(json("[\n{'resourceType':'Patient'}\n]\n"), "over several lines");
        assertRefused(json("{'resourceType':'Encounter','id':'a'}\n"), "another type than Patient (line 1)");
        assertThatThrownBy(() -> load(new Extract(PATIENT, List.of(node.write("p.ndjson", "\ufeff{}".getBytes(StandardCharsets.UTF_16LE))))))
                .isInstanceOf(IngestFailure.class).hasMessageContaining("p.ndjson is not in UTF-8");
    }

    @Test
    void aByteOrderMarkIsReadOver() {
        load(new Extract(PATIENT, List.of(node.write("Patient.ndjson", "\ufeff" + patient("a", "'gender':'male'")))));
        assertThat(node.rows("fhir_patient", "gender")).containsExactly("male");
    }

    private void assertRefused(String text, String why) {
        assertThatThrownBy(() -> load(new Extract(PATIENT, List.of(node.write("p.ndjson", text))))).isInstanceOf(IngestFailure.class).hasMessageContaining("p.ndjson").hasMessageContaining(why);
    }

    private Outcome load(Object... extracts) {
        return node.load(Arrays.stream(extracts).map(extract -> extract instanceof Extract whole ? whole : new Extract(OBSERVATION, List.of((Path) extract))).toList());
    }

    private Extract patients(String... lines) {
        return new Extract(PATIENT, List.of(node.write("Patient.ndjson", lines(lines))));
    }

    private Extract observations(String... lines) {
        return new Extract(OBSERVATION, List.of(node.write("Observation.ndjson", lines(lines))));
    }

    private static String lines(String... lines) {
        return Arrays.stream(lines).map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String patient(String id, String more) {
        return json("{'resourceType':'Patient','id':'" + id + "'," + more + "}");
    }

    private static String observation(String id, String patient, String... more) {
        return json("{'id':'" + id + "','status':'final','subject':{'reference':'" + patient + "'}," + Arrays.stream(more).map(text -> text + ",").collect(Collectors.joining())
                + "'resourceType':'Observation'}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static long resource(String key) {
        return pseudonym(IdentifierType.FHIR_RESOURCE, key);
    }

    private static long pseudonym(IdentifierType type, String canonical) {
        return IngestFixture.PSEUDONYMISER.pseudonym(type, canonical);
    }
}
