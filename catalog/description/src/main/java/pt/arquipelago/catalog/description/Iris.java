package pt.arquipelago.catalog.description;

import java.net.URI;

/** What an address in a description may look like. */
final class Iris {
    private Iris() {}

    /** An absolute http(s) address; anything else could not be followed by whoever harvests the description. */
    static URI requireHttp(URI address) {
        String scheme = address.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || address.getHost() == null) {
            throw new IllegalArgumentException("'" + address + "' is not an absolute http or https address.");
        }
        return address;
    }
}
