package pt.arquipelago.policies.permit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What was approved: a data permit (Art 68) or a request whose questions are bound by their digests (Art 69). */
public enum Basis {
    @JsonProperty("art68") ART68,
    @JsonProperty("art69") ART69;

    /** As it is written in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
