package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.config.MetadataLicence;
import pt.arquipelago.catalog.service.store.PublishedDataset;
import pt.arquipelago.catalog.service.view.BasketView;
import pt.arquipelago.catalog.service.view.ChangesView;
import pt.arquipelago.catalog.service.view.ElsewhereView;
import pt.arquipelago.catalog.service.view.GroupView;
import pt.arquipelago.catalog.service.view.HistoryView;
import pt.arquipelago.catalog.service.view.ListView;
import pt.arquipelago.catalog.service.view.Page;
import pt.arquipelago.catalog.service.view.ResourceView;
import pt.arquipelago.catalog.service.view.SparqlView;
import pt.arquipelago.catalog.service.view.ValidateView;
import pt.arquipelago.catalog.service.view.VariableView;
import pt.arquipelago.catalog.service.view.VariablesView;
import pt.arquipelago.catalog.service.view.Words;

/** Pages, from templates compiled with the build. Language: {@code ?lang=}, else Accept-Language, else Portuguese. */
final class Pages {
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "pt.arquipelago.catalog.service.pages");
    private final Words portuguese = Words.portuguese();
    private final Words english = Words.english();
    private final CatalogConfig config;

    Pages(CatalogConfig config) {
        this.config = requireNonNull(config, "config is null");
    }

    MetadataLicence licence() {
        return config.licence();
    }

    /** @param elsewhere how many datasets of other catalogues the words find */
    String list(RoutingContext context, ListView view, int elsewhere) {
        return render("list.jte", Map.of("page", page(context, words(context).get(config.title())), "view", view, "about", config.description(), "elsewhere", elsewhere));
    }

    String dataset(RoutingContext context, PublishedDataset dataset, String schemaJson, String dcatJson) {
        Page page = page(context, words(context).get(dataset.description().texts().title()));
        return render("dataset.jte", Map.of("page", page, "dataset", dataset, "schemaJson", schemaJson, "dcatJson", dcatJson));
    }

    String resource(RoutingContext context, ResourceView view, String schemaJson, String dcatJson) {
        return render("resource.jte", Map.of("page", page(context, view.title()), "view", view, "schemaJson", schemaJson, "dcatJson", dcatJson));
    }

    String history(RoutingContext context, HistoryView view) {
        return render("history.jte", Map.of("page", page(context, words(context).get("history.title")), "view", view));
    }

    String changes(RoutingContext context, ChangesView view) {
        return render("changes.jte", Map.of("page", page(context, words(context).get("changes.title")), "view", view));
    }

    String variables(RoutingContext context, VariablesView view) {
        return render("variables.jte", Map.of("page", page(context, words(context).get("variables.title")), "view", view));
    }

    String variable(RoutingContext context, VariableView view) {
        return render("variable.jte", Map.of("page", page(context, view.name()), "view", view));
    }

    String elsewhere(RoutingContext context, ElsewhereView view) {
        return render("elsewhere.jte", Map.of("page", page(context, words(context).get("elsewhere.title")), "view", view));
    }

    String basket(RoutingContext context, BasketView view) {
        return render("basket.jte", Map.of("page", page(context, words(context).get("basket.title")), "view", view));
    }

    String group(RoutingContext context, GroupView view, String schemaJson, String dcatJson) {
        return render("group.jte", Map.of("page", page(context, view.name()), "view", view, "schemaJson", schemaJson, "dcatJson", dcatJson));
    }

    String validate(RoutingContext context, ValidateView view) {
        return render("validate.jte", Map.of("page", page(context, words(context).get("validate.title")), "view", view));
    }

    String sparql(RoutingContext context, SparqlView view) {
        return render("sparql.jte", Map.of("page", page(context, "SPARQL"), "view", view));
    }

    String failure(RoutingContext context, Failure failure) {
        Page page = page(context, Integer.toString(failure.status()));
        return render("failure.jte", Map.of("page", page, "status", failure.status(), "code", failure.code(), "detail", words(context).get(failure.detail()), "remedy", words(context).get(failure.remedy()),
                "versions", failure.status() == 410 ? context.normalizedPath().replaceFirst("\\.[a-z]+$", "") + "/versions" : ""));
    }

    Words words(RoutingContext context) {
        String asked = context.request().getParam("lang");
        if (asked == null) {
            asked = context.acceptableLanguages().stream().map(language -> language.tag()).filter(tag -> tag.equals("pt") || tag.equals("en")).findFirst().orElse("pt");
        }
        return asked.startsWith("en") ? english : portuguese;
    }

    private Page page(RoutingContext context, String title) {
        Words words = words(context);
        String other = words.language().equals("pt") ? "en" : "pt";
        Map<String, String> parameters = new TreeMap<>();
        if (context.request().method().name().equals("GET")) {
            context.queryParams().forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        }
        parameters.put("lang", other);
        String otherLanguage = config.base().getPath() + context.normalizedPath() + "?" + query(parameters);
        return new Page(words, config.base().getPath(), title, words.get(config.title()), words.get(config.publisher()), otherLanguage);
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue())).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        templates.render(template, parameters, output);
        return output.toString();
    }
}
