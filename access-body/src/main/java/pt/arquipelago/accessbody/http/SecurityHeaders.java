package pt.arquipelago.accessbody.http;

import io.vertx.core.MultiMap;

import java.util.Map;

/** Headers on every answer: pages run their own scripts and styles only, and nobody frames, sniffs or keeps them. */
final class SecurityHeaders {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
            "Cache-Control", "no-store");

    private SecurityHeaders() {}

    static void put(MultiMap headers) {
        HEADERS.forEach(headers::set);
    }
}
