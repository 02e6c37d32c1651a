package pt.arquipelago.catalog.description.release8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;

/** Namespaces, authority tables and the terms that Jena's own vocabulary classes lack. */
final class Terms {
    static final String CSVW = "http://www.w3.org/ns/csvw#";
    static final String CV = "http://data.europa.eu/m8g/";
    static final String DCATAP = "http://data.europa.eu/r5r/";
    static final String DPV = "https://w3id.org/dpv#";
    static final String DPV_PD = "https://w3id.org/dpv/dpv-pd#";
    static final String DQV = "http://www.w3.org/ns/dqv#";
    static final String ELI = "http://data.europa.eu/eli/ontology#";
    static final String GEODCATAP = "http://data.europa.eu/930/";
    static final String HEALTH = "http://healthdataportal.eu/ns/health#";
    static final String OA = "http://www.w3.org/ns/oa#";
    static final String PROV = "http://www.w3.org/ns/prov#";
    static final String SDMX_ATTRIBUTE = "http://purl.org/linked-data/sdmx/2009/attribute#";
    /** Units of QUDT. */
    static final String UNITS = "http://qudt.org/vocab/unit/";
    static final String SCHEMA = "https://schema.org/";
    /** What HealthDCAT-AP has no word for. A URN, since nobody need look a term up to use it; docs/catalogue.md lists them. */
    static final String OWN = "urn:arquipelago:terms:";

    static final String EU = "http://publications.europa.eu/resource/authority/";
    static final String EHDS = "https://hdeu-dcat.data.health.europa.eu/resource/authority/";
    static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";
    static final String NUTS = "http://data.europa.eu/nuts/code/";

    static final Resource REGULATION = resource("http://data.europa.eu/eli/reg/2025/327/oj");
    static final Resource LEGAL_RESOURCE = resource(ELI + "LegalResource");
    static final Resource NON_PUBLIC = resource(EU + "access-right/NON_PUBLIC");
    static final Resource HEALTH_THEME = resource(EU + "data-theme/HEAL");
    static final Resource PORTUGAL = resource(EU + "country/PRT");
    static final Resource PORTUGUESE = resource(EU + "language/POR");
    static final Resource CSV = resource(EU + "file-type/CSV");
    static final Resource PARQUET = resource(EU + "file-type/PARQUET");

    static final Property APPLICABLE_LEGISLATION = property(DCATAP + "applicableLegislation");
    static final Property HDAB = property(HEALTH + "hdab");
    static final Property HEALTH_CATEGORY = property(HEALTH + "healthCategory");
    static final Property HEALTH_THEME_OF = property(HEALTH + "healthTheme");
    static final Property STRUCTURED = property(HEALTH + "hasStructuredData");
    static final Property VARIABLES = property(HEALTH + "hasVariables");
    static final Property CODING_SYSTEM = property(HEALTH + "hasCodingSystem");
    static final Property CODE_VALUES = property(HEALTH + "hasCodeValues");
    static final Property RECORDS = property(HEALTH + "numberOfRecords");
    static final Property INDIVIDUALS = property(HEALTH + "numberOfUniqueIndividuals");
    static final Property MINIMUM_AGE = property(HEALTH + "minTypicalAge");
    static final Property MAXIMUM_AGE = property(HEALTH + "maxTypicalAge");
    static final Property POPULATION = property(HEALTH + "populationCoverage");
    static final Property RETENTION = property(HEALTH + "retentionPeriod");
    static final Property TRUSTED_HOLDER = property(HEALTH + "trustedDataHolder");
    static final Property CUSTODIAN = property(GEODCATAP + "custodian");
    static final Property CONTACT_POINT = property(CV + "contactPoint");
    static final Property EMAIL = property(CV + "email");
    static final Property CONTACT_PAGE = property(CV + "contactPage");
    static final Property PERSONAL_DATA = property(DPV + "hasPersonalData");
    static final Property LEGAL_BASIS = property(DPV + "hasLegalBasis");
    static final Property PURPOSE = property(DPV + "hasPurpose");
    static final Property QUALITY = property(DQV + "hasQualityAnnotation");
    static final Property MEASUREMENT = property(DQV + "hasQualityMeasurement");
    static final Property MEASUREMENT_OF = property(DQV + "isMeasurementOf");
    static final Property COMPUTED_ON = property(DQV + "computedOn");
    static final Property VALUE = property(DQV + "value");
    static final Property IN_DIMENSION = property(DQV + "inDimension");
    static final Property EXPECTED = property(DQV + "expectedDataType");
    static final Property UNIT = property(SDMX_ATTRIBUTE + "unitMeasure");
    static final Property GENERATED_BY = property(PROV + "wasGeneratedBy");
    static final Property ENDED = property(PROV + "endedAtTime");
    static final Property SPATIAL_COVERAGE = property(SCHEMA + "spatialCoverage");
    static final Property ANALYTICS = property(HEALTH + "analytics");
    static final Property SAMPLE = property("http://www.w3.org/ns/adms#sample");
    static final Property RESOLUTION = property("http://www.w3.org/ns/dcat#temporalResolution");
    static final Property ACCESS_SERVICE = property("http://www.w3.org/ns/dcat#accessService");
    static final Property ENDPOINT = property("http://www.w3.org/ns/dcat#endpointURL");
    static final Property SERVES = property("http://www.w3.org/ns/dcat#servesDataset");
    static final Property VERSION = property("http://www.w3.org/ns/dcat#version");
    static final Property TABLE = property(CSVW + "table");
    static final Property COLUMN = property(CSVW + "column");
    static final Property NAME = property(CSVW + "name");
    static final Property TITLE = property(CSVW + "title");
    static final Property DATATYPE = property(CSVW + "datatype");

    static final Property OWN_NODE = property(OWN + "node");
    static final Property OWN_TABLE = property(OWN + "table");
    static final Property OWN_VIEW = property(OWN + "view");
    static final Property OWN_SYSTEM = property(OWN + "system");
    static final Property OWN_THRESHOLD = property(OWN + "threshold");
    static final Property OWN_PROTECTS = property(OWN + "protects");
    static final Property OWN_AT_LEAST = property(OWN + "atLeast");
    static final Property OWN_HOLDER_RULE = property(OWN + "holderRule");
    static final Property OWN_ROUNDING = property(OWN + "rounding");
    static final Property OWN_MASKED = property(OWN + "maskedColumn");
    static final Property OWN_CONDITION = property(OWN + "rowCondition");
    static final Property OWN_POSITION = property(OWN + "position");
    static final Property OWN_TYPE = property(OWN + "sqlType");
    static final Property OWN_CLASS = property(OWN + "class");
    static final Property OWN_GROUPABLE = property(OWN + "groupable");
    static final Property OWN_MEASURE = property(OWN + "measure");
    static final Property OWN_CODES = property(OWN + "codes");
    static final Property OWN_REGION = property(OWN + "region");
    static final Property OWN_RECORDS = property(OWN + "records");
    static final Property OWN_INDIVIDUALS = property(OWN + "individuals");
    static final Property OWN_LAKE = property(OWN + "lakeVersion");
    static final Property OWN_PROFILE = property(OWN + "profile");

    static final Property OWN_PROVISIONAL = property(OWN + "provisional");
    static final Property OWN_STATES = property(OWN + "states");
    static final Property OWN_ELEMENT = property(OWN + "element");
    static final Property OWN_POINT = property(OWN + "point");
    static final Property OWN_NAME = property(OWN + "name");
    static final Property OWN_TARGET = property(OWN + "target");
    static final Property OWN_SUPPRESSED = property(OWN + "suppressed");

    private Terms() {}

    static Resource resource(String iri) {
        return ResourceFactory.createResource(iri);
    }

    static Property property(String iri) {
        return ResourceFactory.createProperty(iri);
    }

    static Map<String, String> prefixes() {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put("adms", "http://www.w3.org/ns/adms#");
        prefixes.put("arq", OWN);
        prefixes.put("csvw", CSVW);
        prefixes.put("cv", CV);
        prefixes.put("dcat", "http://www.w3.org/ns/dcat#");
        prefixes.put("dcatap", DCATAP);
        prefixes.put("dct", "http://purl.org/dc/terms/");
        prefixes.put("dpv", DPV);
        prefixes.put("dpv-pd", DPV_PD);
        prefixes.put("dqv", DQV);
        prefixes.put("eli", ELI);
        prefixes.put("foaf", "http://xmlns.com/foaf/0.1/");
        prefixes.put("geodcatap", GEODCATAP);
        prefixes.put("healthdcatap", HEALTH);
        prefixes.put("oa", OA);
        prefixes.put("prov", PROV);
        prefixes.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
        prefixes.put("schema", SCHEMA);
        prefixes.put("sdmx-attribute", SDMX_ATTRIBUTE);
        prefixes.put("skos", "http://www.w3.org/2004/02/skos/core#");
        prefixes.put("unit", UNITS);
        prefixes.put("vcard", "http://www.w3.org/2006/vcard/ns#");
        prefixes.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        return prefixes;
    }
}
