package pt.arquipelago.policies.permit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** {@code run} answers; {@code check} goes the same way and stops before anything is read. */
public enum OrderMode {
    @JsonProperty("run") RUN,
    @JsonProperty("check") CHECK;

    /** As it is written in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
