package pt.arquipelago.catalog.description;

import java.util.Arrays;

/** Coding systems of the EHDS authority table that SNS data use, with the code each has there. */
public enum CodingSystem {
    ATC("ATC"), EDQM("EDQM"), EMA_SPOR("EMA-SPOR"), ICD_9_CM("ICD-9-CM"), ICD_10("ICD-10"), ICD_10_NATIONAL("ICD-10-NAT"),
    ICD_11("ICD-11"), ICD_O("ICD-O"), ICF("ICF"), ICPC_2("ICPC-2"), LOINC("LOINC"), NATIONAL_PROCEDURES("PROC-CODES-NAT"),
    OHDSI("OHDSI-VOCAB"), ORPHACODE("ORPHACODE"), RXNORM("RXNORM"), SNOMED_CT("SNOMED-CT"), UCUM("UCUM");

    private final String code;

    CodingSystem(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The system with that code in the authority table, such as {@code ICPC-2}. */
    public static CodingSystem ofCode(String code) {
        return Arrays.stream(values()).filter(system -> system.code.equals(code)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + code + "' is not a coding system known here: use one of " + Arrays.stream(values()).map(CodingSystem::code).toList() + "."));
    }
}
