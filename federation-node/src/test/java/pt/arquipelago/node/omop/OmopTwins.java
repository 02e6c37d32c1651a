package pt.arquipelago.node.omop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.FhirBundles;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.ingest.SnsRows;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;

/**
 * Six persons written twice: as the systems of the SNS export them, and as FHIR resources. Each is registered, had a contact with measurements and a
 * problem, a prescription and its dispensing, an exam with a result, a vaccine and an allergy, on days of their own; the last has died.
 */
final class OmopTwins {
    static final int PERSONS = 6;
    private static final String SNS = "http://spms.min-saude.pt/rnu/identifiers/patient-id";

    private final Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
    private final Map<String, List<String>> resources = new LinkedHashMap<>();
    private final List<FhirBundles> documents = new ArrayList<>();

    OmopTwins() {
        for (int i = 0; i < PERSONS; i++) {
            person(i);
        }
    }

    List<Extract> systems(IngestFixture ingest) {
        List<Extract> extracts = new ArrayList<>();
        rows.forEach((system, made) -> extracts.add(new Extract(ProfileReader.named(system), List.of(ingest.write(system + ".csv", SnsRows.csv(made))))));
        return extracts;
    }

    List<Extract> fhir(IngestFixture ingest) {
        List<Extract> extracts = new ArrayList<>();
        resources.forEach((type, made) -> {
            Profile profile = ProfileReader.FHIR.stream().map(ProfileReader::named).filter(any -> any.fhir().orElseThrow().resource().equals(type)).findFirst().orElseThrow();
            extracts.add(new Extract(profile, List.of(ingest.write(type + ".ndjson", String.join("", made)))));
        });
        return extracts;
    }

    /** The same resources, those of each person in a document. */
    List<Extract> documents(IngestFixture ingest) {
        return FhirBundles.extracts(ingest.write("documents.ndjson", documents.stream().map(FhirBundles::line).collect(Collectors.joining())));
    }

    private void person(int i) {
        documents.add(FhirBundles.document("document" + i, "60591-5").about("https://h.example/fhir/Patient/p" + i));
        boolean woman = i % 2 == 0;
        String number = String.valueOf(813_274_000 + i);
        String birth = (1950 + i) + "-07-15";
        String contact = "2025-03-0" + (1 + i);
        String dispensed = "2025-03-1" + i;
        String died = i == PERSONS - 1 ? "2025-12-24" : "";
        String problem = i < 3 ? "T90" : "K86";
        String medicine = i < 3 ? "A10BA02" : "C10AA05";
        String who = "numero_utente=" + number + ";data_nascimento=" + birth + ";sexo=" + (woman ? "F" : "M") + ";";

        row("rnu", i, who + "data_obito=" + died);
        row("siars", i, who + "id_contacto=SIARS827364" + (100 + i) + ";data_contacto=" + contact + " 10:00:00;icpc2=" + problem + ";pas=" + (130 + i) + ";pad=85;peso=71.5;altura=163;hba1c=7.1;tabagismo=ex");
        row("pem", i, who + "numero_receita=" + (1_011_928_374_655_564_000L + i) + ";data_prescricao=" + contact + " 10:00:00;atc=" + medicine + ";tam_embalagem=60;qtd_embalagens=2;duracao_dias=60");
        row("dem", i, who + "numero_receita=" + (1_011_928_374_655_564_000L + i) + ";data_dispensa=" + dispensed + " 10:00:00;atc=" + medicine + ";qtd_dispensada=2");
        row("esp", i, who + "data_requisicao=" + contact + " 09:00:00;data_realizacao=" + dispensed + ";codigo_sns=21101;loinc=3084-1;resultado_valor=5." + i + ";unidade_ucum=mg/dL");
        row("rse", 2 * i, who + "tipo_documento=vacina;data_evento=" + contact + " 11:00:00;sistema_codigos=ATC;codigo=J07BM01;data_inicio=;data_fim=;valor=;unidade=");
        row("rse", 2 * i + 1, who + "tipo_documento=alergia;data_evento=" + contact + " 11:00:00;sistema_codigos=SNOMED CT;codigo=387458008;data_inicio=;data_fim=;valor=;unidade=");

        String subject = "'subject':{'reference':'Patient/p" + i + "'}";
        String met = subject + ",'encounter':{'reference':'Encounter/e" + i + "'}";
        String doctor = "{'reference':'Practitioner/d1'}";
        String drug = "'medicationCodeableConcept':" + code("http://www.whocc.no/atc", medicine);
        resource("Patient", "p" + i, "'identifier':[{'system':'" + SNS + "','value':'" + number + "'}],'birthDate':'" + birth + "','gender':'" + (woman ? "female" : "male") + "'"
                + (died.isEmpty() ? "" : ",'deceasedDateTime':'" + died + "'"));
        resource("Encounter", "e" + i, subject + ",'status':'finished','class':{'code':'AMB'},'period':{'start':'" + contact + "T10:00:00Z'},'participant':[{'individual':" + doctor + "}]");
        resource("Condition", "c" + i, met + ",'recorder':" + doctor + ",'code':" + code("http://hl7.org/fhir/sid/icpc-2", problem) + ",'recordedDate':'" + contact + "'");
        String measured = met + ",'status':'final','performer':[" + doctor + "],'effectiveDateTime':'" + contact + "'";
        resource("Observation", "pressure" + i, measured + ",'code':" + code("http://loinc.org", "85354-9") + ",'component':[" + component("8480-6", String.valueOf(130 + i)) + "," + component("8462-4", "85") + "]");
        resource("Observation", "weight" + i, measured + "," + value("29463-7", "71.5", "kg"));
        resource("Observation", "height" + i, measured + "," + value("8302-2", "163", "cm"));
        resource("Observation", "hba1c" + i, measured + "," + value("4548-4", "7.1", "%"));
        resource("Observation", "smoking" + i, measured + "," + category("social-history") + ",'code':" + code("urn:x", "tabagismo") + ",'valueCodeableConcept':" + code("urn:x", "ex"));
        resource("Observation", "uric" + i, subject + ",'status':'final','performer':[" + doctor + "],'effectiveDateTime':'" + dispensed + "'," + category("laboratory") + "," + value("3084-1", "5." + i, "mg/dL"));
        resource("MedicationRequest", "m" + i, subject + ",'requester':" + doctor + ",'status':'active','intent':'order','authoredOn':'" + contact + "'," + drug
                + ",'dispenseRequest':{'quantity':{'value':120},'expectedSupplyDuration':{'value':60,'system':'http://unitsofmeasure.org','code':'d'}}");
        resource("MedicationDispense", "d" + i, subject + ",'status':'completed','whenHandedOver':'" + dispensed + "'," + drug + ",'quantity':{'value':2}");
        resource("Procedure", "x" + i, subject + ",'status':'completed','performedDateTime':'" + dispensed + "','performer':[{'actor':" + doctor + "}],'code':" + code("urn:x", "21101"));
        String patient = "'patient':{'reference':'Patient/p" + i + "'}";
        resource("Immunization", "v" + i, patient + ",'status':'completed','occurrenceDateTime':'" + contact + "','performer':[{'actor':" + doctor + "}],'vaccineCode':" + code("http://www.whocc.no/atc", "J07BM01"));
        resource("AllergyIntolerance", "a" + i, patient + ",'recorder':" + doctor + ",'recordedDate':'" + contact + "','code':" + code("http://snomed.info/sct", "387458008"));
    }

    private void row(String system, int number, String changes) {
        rows.computeIfAbsent(system, name -> new ArrayList<>()).add(SnsRows.numbered(system, SnsRows.with(system, changes), number));
    }

    private void resource(String type, String id, String elements) {
        resources.computeIfAbsent(type, name -> new ArrayList<>()).add(line(type, id, elements));
        documents.get(documents.size() - 1).entry("https://h.example/fhir/" + type + "/" + id, type, "'id':'" + id + "'," + elements);
    }

    static String line(String type, String id, String elements) {
        return ("{'resourceType':'" + type + "','id':'" + id + "'," + elements + "}\n").replace('\'', '"');
    }

    static String code(String system, String code) {
        return "{'coding':[{'system':'" + system + "','code':'" + code + "'}]}";
    }

    static String value(String loinc, String value, String unit) {
        return "'code':" + code("http://loinc.org", loinc) + ",'valueQuantity':" + quantity(value, unit);
    }

    static String category(String category) {
        return "'category':[" + code("http://terminology.hl7.org/CodeSystem/observation-category", category) + "]";
    }

    private static String component(String loinc, String value) {
        return "{" + value(loinc, value, "mm[Hg]") + "}";
    }

    private static String quantity(String value, String unit) {
        return "{'value':" + value + ",'system':'http://unitsofmeasure.org','code':'" + unit + "'}";
    }
}
