package pt.arquipelago.policies.permit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an order ended at a node. */
public enum Outcome {
    @JsonProperty("released") RELEASED,
    @JsonProperty("checked") CHECKED,
    @JsonProperty("refused") REFUSED,
    @JsonProperty("failed") FAILED,
    @JsonProperty("incompatible") INCOMPATIBLE;

    /** As it is written in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
