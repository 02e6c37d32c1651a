package pt.arquipelago.catalog.service.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Under what descriptions may be used: the EU's code of an open licence, with the address of its text. */
public enum MetadataLicence {
    CC0("https://creativecommons.org/publicdomain/zero/1.0/"),
    CC_BY_4_0("https://creativecommons.org/licenses/by/4.0/"),
    CC_BYSA_4_0("https://creativecommons.org/licenses/by-sa/4.0/");

    private static final String TABLE = "http://publications.europa.eu/resource/authority/licence/";

    private final String text;

    MetadataLicence(String text) {
        this.text = text;
    }

    /** The concept of the EU's table of licences. */
    public String iri() {
        return TABLE + name();
    }

    /** Where people read it. */
    public String text() {
        return text;
    }

    static MetadataLicence of(String code) {
        return Arrays.stream(values()).filter(licence -> licence.name().equals(code)).findFirst().orElseThrow(() -> new InvalidConfig(
                "licence is '" + code + "': give one of " + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }
}
