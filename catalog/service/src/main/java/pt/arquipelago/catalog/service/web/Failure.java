package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.Finding;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.NotAccepted;
import pt.arquipelago.catalog.service.query.QueryRefused;

/** What went wrong, for whoever called: RFC 9457 with a stable {@code code}, a remedy, both again in Portuguese, and the findings of a check where there are some. */
record Failure(int status, String code, LocalText detail, LocalText remedy, List<Finding> findings) {
    static final String CONTENT_TYPE = "application/problem+json";

    Failure {
        requireNonNull(code, "code is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(remedy, "remedy is null");
        findings = List.copyOf(findings);
    }

    static Failure of(int status, String code, LocalText detail, LocalText remedy) {
        return new Failure(status, code, detail, remedy, List.of());
    }

    static Failure of(NotAccepted e) {
        return new Failure(e.reason().status(), e.reason().code(), e.detail(), e.remedy(),
                e.conformance().map(conformance -> conformance.findings()).orElse(List.of()));
    }

    static Failure of(QueryRefused e) {
        return of(e.reason().status(), e.reason().code(), e.detail(), e.remedy());
    }

    static Failure notFound() {
        return of(404, "not-found", new LocalText("Não há nada neste endereço.", "There is nothing at this address."),
                new LocalText("GET /datasets mostra o que há.", "GET /datasets lists what there is."));
    }

    static Failure notAcceptable(List<MediaType> offered) {
        String types = offered.stream().map(MediaType::toString).collect(Collectors.joining(", "));
        return of(406, "not-acceptable", new LocalText("Nenhum dos tipos em Accept se pode ter aqui.", "None of the types in Accept is to be had here."),
                new LocalText("Aceite um destes: " + types + ".", "Accept one of " + types + "."));
    }

    static Failure withdrawn(LocalText reason) {
        return of(410, "withdrawn", new LocalText("Este conjunto de dados foi retirado: " + reason.pt(), "This dataset was withdrawn: " + reason.en()),
                new LocalText("As descrições anteriores estão neste endereço com /versions.", "Its earlier descriptions are at this address with /versions."));
    }

    static Failure internal() {
        return of(500, "internal", new LocalText("Algo correu mal aqui.", "Something went wrong here."),
                new LocalText("Tente de novo; se continuar, avise quem mantém este catálogo.", "Try again; if it stays, tell whoever runs this catalogue."));
    }

    Reply reply() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "about:blank").put("title", title()).put("status", status)
                .put("code", code).put("detail", detail.en()).put("remedy", remedy.en());
        json.putObject("pt").put("detail", detail.pt()).put("remedy", remedy.pt());
        if (!findings.isEmpty()) {
            ArrayNode list = json.putArray("findings");
            findings.forEach(finding -> add(list.addObject(), finding));
        }
        Map<String, String> headers = status == 401 ? Map.of("WWW-Authenticate", "Bearer") : status == 503 ? Map.of("Retry-After", "5") : Map.of();
        return new Reply(status, CONTENT_TYPE, json.toPrettyString().getBytes(StandardCharsets.UTF_8), headers);
    }

    static void add(ObjectNode json, Finding finding) {
        json.put("about", finding.about());
        finding.property().ifPresent(property -> json.put("property", property));
        finding.value().ifPresent(value -> json.put("value", value));
        json.putObject("rule").put("pt", finding.rule().pt()).put("en", finding.rule().en());
    }

    String title() {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Not signed by a registered node";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "Conflict";
            case 410 -> "Withdrawn";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Not accepted";
            case 503 -> "Not now";
            default -> "Error";
        };
    }
}
