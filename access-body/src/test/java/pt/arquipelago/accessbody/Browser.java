package pt.arquipelago.accessbody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads pages and sends forms as a browser without scripts does: keeps the session's cookie, and a form's token comes from the page before. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private String cookie = "";
    private String token = "";
    String language = "pt";

    Browser(String base) {
        this.base = base;
    }

    static Browser of(String base, String user) {
        var browser = new Browser(base);
        Page page = browser.post("/sign-in", "user", user, "password", "ilha-" + user + "-2026", "next", "/");
        browser.cookie = page.header("Set-Cookie").split(";")[0];
        browser.get("/");
        return browser;
    }

    record Page(int status, String text, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String location() {
            return header("Location");
        }
    }

    String token() {
        return token;
    }

    Page get(String path) {
        Page page = send(request(path).GET());
        Matcher found = TOKEN.matcher(page.text());
        if (found.find()) {
            token = found.group(1);
        }
        return page;
    }

    /** With the session's token. */
    Page submit(String path, String... fields) {
        var all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("csrf", token));
        return post(path, all.toArray(String[]::new));
    }

    Page post(String path, String... fields) {
        var form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(fields[i]).append('=').append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).header("Accept-Language", language);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Page(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
