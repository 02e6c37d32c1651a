package pt.arquipelago.accessbody.portal;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import pt.arquipelago.accessbody.account.Session;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.portal.view.Page;
import pt.arquipelago.accessbody.portal.view.Words;

import java.util.HashMap;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Writes pages from the templates that the build compiled; everything they show is escaped for where it stands. */
final class Pages {
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "pt.arquipelago.accessbody.pages");
    private final Languages languages = new Languages();
    private final boolean demo;

    Pages(boolean demo) {
        this.demo = demo;
    }

    Words words(Call call) {
        return languages.of(call);
    }

    Answer.Whole page(Call call, int status, String here, String title, String template, Map<String, Object> shown) {
        requireNonNull(title, "title is null");
        Words words = words(call);
        String csrf = call.session().map(Session::csrf).orElse("");
        var page = new Page(words, title, here, call.caller().account(), csrf, languages.other(call, words), demo);
        var parameters = new HashMap<>(shown);
        parameters.put("page", page);
        var output = new StringOutput();
        templates.render(template + ".jte", parameters, output);
        Answer.Whole answer = Answer.html(status, output.toString());
        return languages.cookie(call).map(cookie -> answer.with("Set-Cookie", cookie)).orElse(answer);
    }

    /** A page whose title is one of the words. */
    Answer.Whole page(Call call, String here, String titleKey, String template, Map<String, Object> shown) {
        return page(call, 200, here, words(call).get(titleKey), template, shown);
    }
}
