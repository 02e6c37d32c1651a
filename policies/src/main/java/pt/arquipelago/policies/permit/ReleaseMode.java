package pt.arquipelago.policies.permit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How results leave: exact values under all rules and a person's check, or every number perturbed and accounted. */
public enum ReleaseMode {
    @JsonProperty("reviewed") REVIEWED,
    @JsonProperty("noisy") NOISY;

    /** As it is written in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
