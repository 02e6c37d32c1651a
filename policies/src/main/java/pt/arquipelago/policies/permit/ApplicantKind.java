package pt.arquipelago.policies.permit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Public bodies (and Union bodies) may pursue the purposes (a) to (c) of Art 53(1); others need a mandate (Art 53(2)). */
public enum ApplicantKind {
    @JsonProperty("public") PUBLIC,
    @JsonProperty("private") PRIVATE;

    /** As it is written in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
