package pt.arquipelago.node.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Small made-up resources of each type that a profile takes: together they fill every column. What names a person in them
 * says {@link #MARK}.
 */
public final class FhirResources {
    static final String MARK = "Marcada";
    private static final String TEXT = "'text':{'status':'generated','div':'<div>Marcada</div>'},'note':[{'text':'Marcada'}],'identifier':[{'system':'urn:x','value':'Marcada-77'}],"
            + "'extension':[{'url':'urn:x','valueString':'Marcada'}],'contained':[{'resourceType':'Patient','id':'p','name':[{'family':'Marcada'}]}],";
    private static final String NORMAL = "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'N'}]},";
    private static final String SUBJECT = "'subject':{'reference':'Patient/p1','display':'Marcada'},";
    private static final String PATIENT = "'patient':{'reference':'Patient/p1','display':'Marcada'},";
    private static final String ENCOUNTER = "'encounter':{'reference':'Encounter/e1'},";
    private static final String DOCTOR = "{'reference':'Practitioner/d1','display':'Marcada'}";
    private static final String ACTOR = "'performer':[{'actor':{'reference':'Organization/o1'}},{'actor':" + DOCTOR + "}],";
    private static final String MEDICINE = "'medicationCodeableConcept':{'coding':[{'system':'http://www.whocc.no/atc','code':'A10BA02','display':'Marcada'},"
            + "{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'6809'}],'text':'Marcada'},";
    private static final String DAYS = "'system':'http://unitsofmeasure.org','code':'d','value':30";

    private static final Map<String, List<String>> ALL = new HashMap<>(Map.of(
            "Patient", List.of(
                    TEXT.replace("'identifier':[", "'identifier':[{'system':'http://spms.min-saude.pt/rnu/identifiers/patient-id','value':'813274001'},") + "'name':[{'family':'Marcada','given':['Marcada']}],'telecom':[{'system':'phone','value':'Marcada'}],'photo':[{'data':'Marcada'}],"
                            + "'contact':[{'name':{'family':'Marcada'}}],'address':[{'line':['Marcada'],'city':'Marcada','postalCode':'Marcada','country':'PT'}],"
                            + "'birthDate':'1950-07-15','gender':'female','active':true,'deceasedDateTime':'2024-02',"
                            + "'maritalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus','code':'M'}]}",
                    "'deceasedBoolean':false,'generalPractitioner':[" + DOCTOR + "]"),
            "Encounter", List.of(TEXT + SUBJECT + NORMAL + "'status':'finished','class':{'code':'AMB'}," + coded("'type':[", "http://snomed.info/sct", "185347001", "]")
                    + coded("'serviceType':", "urn:s", "124", "") + "'participant':[{'individual':" + DOCTOR + "}],'period':{'start':'2025-03-04T10:00:00+00:00','end':'2025-03-05'},"
                    + coded("'reasonCode':[", "http://snomed.info/sct", "46177005", "]") + "'hospitalization':{" + coded("'dischargeDisposition':", "urn:s", "home", "").replaceFirst(",$", "") + "}"),
            "Condition", List.of(TEXT + SUBJECT + ENCOUNTER + NORMAL + "'recorder':" + DOCTOR + ","
                    + coded("'clinicalStatus':", "http://terminology.hl7.org/CodeSystem/condition-clinical", "active", "")
                    + coded("'verificationStatus':", "http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed", "")
                    + coded("'category':[", "http://terminology.hl7.org/CodeSystem/condition-category", "problem-list-item", "]") + coded("'severity':", "http://snomed.info/sct", "24484000", "")
                    + "'code':{'coding':[{'system':'http://snomed.info/sct','code':'44054006','display':'Marcada'},{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'E11.9'},"
                    + "{'system':'http://hl7.org/fhir/sid/icpc-2','code':'T90'}],'text':'Marcada'},'onsetDateTime':'2010','abatementDateTime':'2024-01','recordedDate':'2024-05-06'"),
            "Observation", List.of(
                    TEXT + SUBJECT + ENCOUNTER + NORMAL + "'performer':[" + DOCTOR + "],'status':'final',"
                            + coded("'category':[", "http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", "]") + coded("'code':", "http://loinc.org", "2345-7", "")
                            + "'effectiveDateTime':'2025-06-07T08:09:10Z','valueQuantity':{'value':5.6,'comparator':'<','unit':'Marcada','system':'http://unitsofmeasure.org','code':'mmol/L'},"
                            + coded("'interpretation':[", "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "H", "]") + "'referenceRange':[{'text':'Marcada'}]",
                    SUBJECT + "'status':'final','valueString':'Marcada','effectivePeriod':{'start':'2025-06'}", SUBJECT + "'status':'final','valueInteger':3",
                    SUBJECT + "'status':'final','valueBoolean':true," + coded("'dataAbsentReason':", "urn:s", "not-asked", "").replaceFirst(",$", ""),
                    SUBJECT + "'status':'final'," + coded("'valueCodeableConcept':", "http://snomed.info/sct", "260385009", "").replaceFirst(",$", ""),
                    SUBJECT + "'status':'final','component':[" + pressure("8480-6", 120) + "," + pressure("8462-4", 80) + "]"),
            "MedicationRequest", List.of(TEXT + SUBJECT + ENCOUNTER + NORMAL + "'requester':" + DOCTOR + ",'status':'active','intent':'order','doNotPerform':false," + MEDICINE + "'authoredOn':'2025-01-02',"
                    + coded("'reasonCode':[", "http://snomed.info/sct", "44054006", "]") + "'dosageInstruction':[{'text':'Marcada','patientInstruction':'Marcada','timing':{'repeat':{'frequency':2,'period':1.0,"
                    + "'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':500,'system':'http://unitsofmeasure.org','code':'mg'}}]}],"
                    + "'dispenseRequest':{'quantity':{'value':60},'numberOfRepeatsAllowed':2,'expectedSupplyDuration':{" + DAYS + "}}"),
            "MedicationDispense", List.of(TEXT + SUBJECT + NORMAL + ACTOR + "'context':{'reference':'Encounter/e1'},'authorizingPrescription':[{'reference':'MedicationRequest/m1'}],'status':'completed',"
                    + MEDICINE + "'whenHandedOver':'2025-01-03T09:00:00+00:00','quantity':{'value':60,'system':'http://unitsofmeasure.org','code':'{tbl}'},'daysSupply':{" + DAYS + "}"),
            "Procedure", List.of(TEXT + SUBJECT + ENCOUNTER + NORMAL + ACTOR + "'status':'completed'," + coded("'category':", "urn:s", "c1", "") + coded("'code':", "http://snomed.info/sct", "430193006", "")
                    + "'performedPeriod':{'start':'2025-02-03','end':'2025-02-04'}," + coded("'reasonCode':[", "urn:s", "r1", "]") + coded("'bodySite':[", "urn:s", "b1", "]")
                    + coded("'outcome':", "urn:s", "o1", "").replaceFirst(",$", "")),
            "Immunization", List.of(TEXT + PATIENT + ENCOUNTER + NORMAL + ACTOR + "'status':'completed','lotNumber':'Marcada'," + coded("'statusReason':", "urn:s", "OSTOCK", "")
                    + "'vaccineCode':{'coding':[{'system':'http://hl7.org/fhir/sid/cvx','code':'62'},{'system':'http://www.whocc.no/atc','code':'J07BM01'}]},'occurrenceDateTime':'2025-03-03','primarySource':true,"
                    + "'protocolApplied':[{" + coded("'targetDisease':[", "urn:s", "hpv", "]") + "'doseNumberPositiveInt':2}]"),
            "AllergyIntolerance", List.of(TEXT + PATIENT + ENCOUNTER + NORMAL + "'recorder':" + DOCTOR + "," + coded("'clinicalStatus':", "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active", "")
                    + coded("'verificationStatus':", "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", "confirmed", "")
                    + "'type':'allergy','category':['medication','food'],'criticality':'low','code':{'coding':[{'system':'http://snomed.info/sct','code':'387458008'},"
                    + "{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'1191'}]},'onsetDateTime':'2001','recordedDate':'2025-04-04',"
                    + "'reaction':[{'description':'Marcada','severity':'mild'," + coded("'manifestation':[", "urn:s", "247472004", "]").replaceFirst(",$", "") + "}]"),
            "DiagnosticReport", List.of(TEXT + SUBJECT + ENCOUNTER + NORMAL + "'performer':[" + DOCTOR + "],'status':'final'," + coded("'category':[", "urn:s", "LAB", "]") + coded("'code':", "http://loinc.org", "58410-2", "")
                    + "'effectiveDateTime':'2025-05-05','issued':'2025-05-06T10:11:12.345Z','conclusion':'Marcada','presentedForm':[{'data':'Marcada'}],"
                    + coded("'conclusionCode':[", "urn:s", "f1", "]").replaceFirst(",$", ""))));

    static {
        ALL.put("MedicationStatement", List.of(TEXT + SUBJECT + NORMAL + "'context':{'reference':'Encounter/e1'},'informationSource':" + DOCTOR + ",'status':'active'," + MEDICINE
                + "'effectivePeriod':{'start':'2024-11','end':'2025-02-01'},'dateAsserted':'2025-01-05'," + coded("'reasonCode':[", "http://snomed.info/sct", "44054006", "]")
                + "'dosage':[{'text':'Marcada','patientInstruction':'Marcada','timing':{'repeat':{'frequency':2,'period':1.0,'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':500,"
                + "'system':'http://unitsofmeasure.org','code':'mg'}}]}]"));
        ALL.put("Composition", List.of(TEXT + SUBJECT + ENCOUNTER + NORMAL + "'status':'final'," + coded("'type':", "http://loinc.org", "60591-5", "")
                + coded("'category':[", "urn:s", "cat", "]") + "'date':'2025-06-07T08:00:00+01:00','author':[" + DOCTOR + "],'title':'Marcada','confidentiality':'N','custodian':{'reference':'Organization/o1',"
                + "'display':'Marcada'},'section':[{'title':'Marcada'," + coded("'code':", "http://loinc.org", "11450-4", "") + "'text':{'status':'generated','div':'<div>Marcada</div>'}},{"
                + coded("'code':", "http://loinc.org", "48765-2", "").replaceFirst(",$", "") + "}]"));
    }

    private FhirResources() {}

    /** Those of a type, a line each, whose ids are the type's first letter and a number from 1. */
    static String lines(String type) {
        StringBuilder lines = new StringBuilder();
        for (String inner : ALL.get(type)) {
            int n = ALL.get(type).indexOf(inner) + 1;
            lines.append(json("{'resourceType':'" + type + "','id':'" + type.substring(0, 1).toLowerCase(Locale.ROOT) + n + "'," + inner + "}")).append('\n');
        }
        return lines.toString();
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String coded(String before, String system, String code, String after) {
        return before + "{'coding':[{'system':'" + system + "','code':'" + code + "','display':'Marcada'}],'text':'Marcada'}" + after + ",";
    }

    private static String pressure(String loinc, int value) {
        return "{" + coded("'code':", "http://loinc.org", loinc, "") + "'valueQuantity':{'value':" + value + ",'system':'http://unitsofmeasure.org','code':'mm[Hg]'}}";
    }
}
