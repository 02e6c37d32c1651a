package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.portal.view.Words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The language of a page: {@code ?lang=}, else the choice made before (a cookie), else what the browser asks for, else Portuguese. */
final class Languages {
    static final String COOKIE = "arquipelago_lang";
    private static final String PARAMETER = "lang";

    private final Words portuguese = Words.portuguese();
    private final Words english = Words.english();

    Words of(Call call) {
        return chosen(call).or(() -> call.cookie(COOKIE).flatMap(this::words)).or(() -> call.header("Accept-Language").flatMap(this::accepted)).orElse(portuguese);
    }

    /** The choice to be kept, if this request makes one. */
    Optional<String> cookie(Call call) {
        return chosen(call).map(words -> COOKIE + "=" + words.language() + "; Path=/; SameSite=Lax; Max-Age=31536000");
    }

    /** The same address in the other language; the start page for what is no address to go back to. */
    String other(Call call, Words words) {
        String other = words.language().equals("pt") ? "en" : "pt";
        if (!call.method().equals("GET")) {
            return "/?lang=" + other;
        }
        String[] parts = call.target().split("\\?", 2);
        String kept = parts.length == 1 ? "" : Arrays.stream(parts[1].split("&")).filter(part -> !part.startsWith(PARAMETER + "=") && !part.isEmpty()).collect(Collectors.joining("&"));
        return call.path() + "?" + (kept.isEmpty() ? "" : kept + "&") + PARAMETER + "=" + other;
    }

    private Optional<Words> chosen(Call call) {
        return call.query(PARAMETER).flatMap(this::words);
    }

    private Optional<Words> words(String language) {
        return switch (language) {
            case "pt" -> Optional.of(portuguese);
            case "en" -> Optional.of(english);
            default -> Optional.empty();
        };
    }

    private Optional<Words> accepted(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream().map(range -> range.getRange().split("-")[0]).map(this::words).flatMap(Optional::stream).findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a header that says anything
        }
    }
}
