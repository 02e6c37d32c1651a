package pt.arquipelago.catalog.description;

/** Kinds of organisation in the EHDS table of publisher types. */
public enum AgentKind {
    ADMINISTRATIVE_INSTITUTION("administrative-institution"),
    HEALTHCARE_PROVIDER("healthcare-providers"),
    NON_GOVERNMENTAL("non-gov-org"),
    OUTPATIENT_INSTITUTION("outpatient-institution"),
    PATHOLOGY_REGISTRY("pathology-registry"),
    PUBLIC_HEALTH_INSTITUTE("public-health-institute"),
    PUBLIC_HEALTH_REGISTRY("public-health-registry"),
    PUBLIC_SECTOR("gov-public-sector-org"),
    RESEARCH_INSTITUTE("research-institute-org");

    private final String code;

    AgentKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
