package pt.arquipelago.accessbody.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import pt.arquipelago.accessbody.account.Session;
import pt.arquipelago.accessbody.account.Sessions;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Finds out who calls: by bearer token (programs) or by cookie (pages). A request that changes something and is known
 * by its cookie must carry the session's CSRF token as well, because a browser sends cookies by itself.
 */
public final class Authentication {
    public static final String COOKIE = "arquipelago_session";
    public static final String CSRF_FIELD = "csrf";
    public static final String CSRF_HEADER = "X-CSRF-Token";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Sessions sessions;

    public Authentication(Sessions sessions) {
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    /** The header that keeps a session in the browser. */
    public static String cookie(Session session) {
        return COOKIE + "=" + session.token() + "; Path=/; HttpOnly; SameSite=Strict";
    }

    /** The header that makes the browser forget it. */
    public static String noCookie() {
        return COOKIE + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
    }

    /** @throws Problem {@code access.form-not-ours} if a page of somebody else sent the request */
    Optional<Session> session(RoutingContext context) {
        HttpServerRequest request = context.request();
        String header = request.getHeader("Authorization");
        if (header != null) {
            return header.startsWith("Bearer ") ? sessions.find(header.substring("Bearer ".length()).strip()) : Optional.empty();
        }
        var cookie = request.getCookie(COOKIE);
        Optional<Session> session = cookie == null ? Optional.empty() : sessions.find(cookie.getValue());
        if (!SAFE.contains(request.method())) {
            session.ifPresentOrElse(found -> requireToken(request, found), () -> requireOwnOrigin(request));
        }
        return session;
    }

    private static void requireToken(HttpServerRequest request, Session session) {
        String sent = request.getHeader(CSRF_HEADER) != null ? request.getHeader(CSRF_HEADER) : request.getFormAttribute(CSRF_FIELD);
        if (sent == null || !MessageDigest.isEqual(bytes(sent), bytes(session.csrf()))) {
            throw new Problem(ProblemCode.FORM_NOT_OURS);
        }
    }

    /** Without a session (signing in) the browser's own word on where the form came from has to do. */
    private static void requireOwnOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.authority() == null ? "" : request.authority().toString();
        if (origin != null && !host.equals(authority(origin))) {
            throw new Problem(ProblemCode.FORM_NOT_OURS);
        }
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
