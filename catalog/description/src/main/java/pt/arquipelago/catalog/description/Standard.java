package pt.arquipelago.catalog.description;

/** Health data standards of the EHDS authority table, with the code each has there. */
public enum Standard {
    CDA("CDA"), CDISC_SDTM("CDISC-SDTM"), DICOM("DICOM"), FHIR("FHIR"), IDMP("IDMP"), OMOP_CDM("OMOP-CDM"), OPENEHR("OPENEHR"),
    INFORMATION_MODEL("INFORMATION-MODEL");

    private final String code;

    Standard(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
