package pt.arquipelago.node.review;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import pt.arquipelago.node.history.Reviews;

/** The checkers' pages as HTML, without a script. Every text from elsewhere is escaped. */
final class ReviewPage {
    static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;color:#14262e;background:#f3f7f7;margin:0 auto;max-width:62em;padding:1.5em}"
            + "h1,h2{color:#0f3d4c;line-height:1.2}header{display:flex;gap:1.5em;align-items:baseline;flex-wrap:wrap}header form{margin-left:auto}.soft{color:#4a626c}"
            + "a{color:#0b5f6e}table{border-collapse:collapse;background:#fff;width:100%}th,td{text-align:left;vertical-align:top;border-bottom:1px solid #d5e1e2;padding:.4em .8em}"
            + "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#eaf2f3;padding:.6em .8em;border-radius:6px;margin:.3em 0}"
            + "section{background:#fff;border:1px solid #d5e1e2;border-radius:8px;padding:.4em 1.2em 1em;margin:1em 0}.few{color:#a8381f;font-weight:600}"
            + "dl{display:grid;grid-template-columns:minmax(9em,14em) 1fr;gap:.3em 1.2em}dt{color:#4a626c}dd{margin:0}textarea,input[type=password]{width:100%;box-sizing:border-box;font:inherit;padding:.4em}"
            + "button{font:inherit;padding:.45em 1.1em;border-radius:6px;border:1px solid #0b5f6e;background:#0b5f6e;color:#fff;margin:.6em .6em 0 0;cursor:pointer}"
            + "button.plain{background:#fff;color:#0b5f6e}.said{border-left:4px solid #0b7a6b;background:#fff;padding:.5em 1em}.wrong{border-left-color:#a8381f}";

    private final boolean portuguese;
    private final StringBuilder page = new StringBuilder();

    ReviewPage(boolean portuguese) {
        this.portuguese = portuguese;
    }

    private String say(String english, String portugueseText) {
        return portuguese ? portugueseText : english;
    }

    private String code() {
        return portuguese ? "pt" : "en";
    }

    String signIn(String wrong) {
        begin();
        said(wrong, true);
        return end("<form method=\"post\" action=\"/sign-in?lang=" + code() + "\"><p><label for=\"token\">" + say("Your token", "O seu código de acesso")
                + "</label><input id=\"token\" name=\"token\" type=\"password\" autocomplete=\"current-password\" required></p><button>" + say("Sign in", "Entrar") + "</button></form>");
    }

    String list(Sessions.Session session, List<Reviews.Waiting> waiting, String said) {
        begin(session);
        said(said, false);
        page.append("<p>").append(say("Each of these cells passed every rule but one: with what left before it would tell of fewer persons than the threshold. Nobody outside sees that it waits here.",
                "Cada uma destas células passou todas as regras menos uma: com o que já saiu, falaria de menos pessoas do que o limiar. Ninguém de fora vê que ela espera aqui.")).append("</p>");
        if (waiting.isEmpty()) {
            return end("<p class=\"soft\">" + say("No cell waits.", "Nenhuma célula à espera.") + "</p>");
        }
        page.append("<table><thead><tr><th>").append(say("Cell", "Célula")).append("</th><th>").append(say("Organisation", "Organização")).append("</th><th>")
                .append(say("Until", "Até")).append("</th></tr></thead><tbody>");
        DateTimeFormatter day = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneId.of("Europe/Lisbon"));
        waiting.forEach(each -> page.append("<tr><td><a href=\"/cell?lang=").append(code()).append("&amp;id=").append(ReviewServer.encoded(each.id().toString())).append("\">").append(escaped(each.id().toString()))
                .append("</a></td><td>").append(escaped(each.applicant())).append("</td><td>").append(day.format(Instant.ofEpochSecond(each.expires()))).append("</td></tr>"));
        return end("</tbody></table>");
    }

    String cell(Sessions.Session session, CellSight cell, String wrong) {
        begin(session);
        said(wrong, true);
        page.append("<p><a href=\"/?lang=").append(code()).append("\">").append(say("All cells that wait", "Todas as células à espera")).append("</a></p><h2>").append(escaped(cell.id().toString()))
                .append("</h2><p>").append(say("Your name and that you looked stand in the audit log.", "O seu nome e a sua consulta ficam no registo de auditoria.")).append("</p><section><h2>")
                .append(say("The cell", "A célula")).append("</h2><dl><dt>").append(say("Asked by", "Pedido por")).append("</dt><dd>").append(escaped(cell.user())).append(" (").append(escaped(cell.applicant()))
                .append(")</dd><dt>").append(say("Question", "Pergunta")).append("</dt><dd><pre>").append(escaped(cell.sql())).append("</pre></dd>");
        row(cell.row(), cell.term(), cell.value());
        page.append("<dt>").append(say("Threshold", "Limiar")).append("</dt><dd>").append(cell.threshold()).append(say(" persons", " pessoas")).append("</dd></dl></section>");
        cell.near().forEach(this::near);
        cell.parted().forEach(this::parted);
        if (cell.solves()) {
            page.append("<section><h2>").append(say("Beside all that left", "Ao lado de tudo o que já saiu")).append("</h2><p class=\"few\">")
                    .append(say("Whoever puts all answers together as equations could work out a number of fewer persons than may leave, or this very number. It cannot be told from which answers: there are many.",
                            "Quem juntar todas as respostas como equações pode calcular um número de menos pessoas do que as que podem sair, ou este mesmo número. Não se pode dizer de que respostas: são muitas."))
                    .append("</p></section>");
        }
        if (cell.isFar()) {
            page.append("<section><p>").append(say("What it was too close to did not leave after all.", "Aquilo de que estava demasiado próxima acabou por não sair.")).append("</p></section>");
        }
        decision(session, cell);
        return end("");
    }

    private void parted(CellSight.Parted parted) {
        page.append("<section><h2>").append(say("One small population, asked again and again", "Uma população pequena, perguntada vezes sem conta")).append("</h2><dl><dt>")
                .append(say("Population", "População")).append("</dt><dd class=\"few\">").append(say("about " + parted.persons() + " persons", "cerca de " + parted.persons() + " pessoas"))
                .append("</dd><dt>").append(say("Numbers of them and nobody else", "Números delas e de mais ninguém")).append("</dt><dd>").append(parted.numbers())
                .append(say(", with this one; many more tell of each person", ", com este; muitos mais revelam cada pessoa")).append("</dd></dl></section>");
    }

    private void near(CellSight.Near near) {
        page.append("<section><h2>").append(near.sum() ? say("A sum of this cell with others of its answer", "Uma soma desta célula com outras da sua resposta") : say("Beside what left", "Ao lado do que já saiu"))
                .append("</h2><dl><dt>").append(say("Rests on", "Assenta em")).append("</dt><dd class=\"few\">").append(near.persons().map(this::persons)
                        .orElse(say("More left than can be looked at; the cell cannot be released.", "Saiu mais do que se pode examinar; a célula não pode ser libertada."))).append("</dd>");
        near.difference().ifPresent(difference -> page.append("<dt>").append(say("Difference", "Diferença")).append("</dt><dd>").append(escaped(difference)).append("</dd>"));
        for (CellSight.Earlier earlier : near.earlier()) {
            page.append("<dt>").append(earlier.sign() > 0 ? say("Added to it", "Somada a ela") : say("Taken away from it", "Subtraída dela")).append("</dt><dd>")
                    .append(earlier.answer().map(answer -> say("answer ", "resposta ") + escaped(answer)).orElse(say("a number that left before", "um número que já saiu"))).append(
                            earlier.cell().isPresent() ? "" : say(": a sum of its rows, or its rows were not kept", ": uma soma das suas linhas, ou as linhas não foram guardadas")).append("</dd>");
            earlier.cell().ifPresent(found -> {
                page.append("<dt>").append(say("Question", "Pergunta")).append("</dt><dd><pre>").append(escaped(found.sql())).append("</pre></dd>");
                row(found.row(), found.term(), found.value());
            });
        }
        page.append("</dl></section>");
    }

    private String persons(int persons) {
        return persons == 0 ? say("nobody: both are the same", "ninguém: são o mesmo")
                : persons + (persons == 1 ? say(" person", " pessoa") : say(" persons", " pessoas")) + say(" at least, hardly more", " pelo menos, dificilmente mais");
    }

    private void row(List<CellSight.Named> keys, String term, String value) {
        page.append("<dt>").append(say("Row", "Linha")).append("</dt><dd>").append(keys.isEmpty() ? say("the only one", "a única")
                : keys.stream().map(key -> escaped(key.name()) + " = " + escaped(key.value())).collect(Collectors.joining(", "))).append("</dd><dt>").append(escaped(term)).append("</dt><dd><b>").append(escaped(value)).append("</b></dd>");
    }

    private void decision(Sessions.Session session, CellSight cell) {
        page.append("<section><h2>").append(say("Decide", "Decidir")).append("</h2><p>").append(say("Released, it reaches whoever asks the same question again, and later questions are held against it. Kept back, its value is deleted here.",
                "Libertada, chega a quem repetir a mesma pergunta, e as perguntas seguintes são confrontadas com ela. Retida, o seu valor é apagado aqui."))
                .append("</p><form method=\"post\" action=\"/decide?lang=").append(code()).append("\">");
        hidden("form", session.form());
        hidden("id", cell.id().toString());
        hidden("seen", cell.seen());
        page.append("<label for=\"reason\">").append(say("Reason (10 to 1000 characters; it stands in the audit log)", "Motivo (10 a 1000 caracteres; fica no registo de auditoria)"))
                .append("</label><textarea id=\"reason\" name=\"reason\" rows=\"3\" minlength=\"10\" maxlength=\"1000\" required></textarea><button name=\"decision\" value=\"keep\">")
                .append(say("Keep back", "Reter")).append("</button><button class=\"plain\" name=\"decision\" value=\"release\">").append(say("Release", "Libertar")).append("</button></form></section>");
    }

    private void hidden(String name, String value) {
        page.append("<input type=\"hidden\" name=\"").append(name).append("\" value=\"").append(escaped(value)).append("\">");
    }

    private void begin() {
        String title = say("Cells too close to what left", "Células demasiado próximas do que já saiu");
        page.append("<!doctype html>\n<html lang=\"").append(code()).append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>").append(title)
                .append("</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body><header><h1>").append(title).append("</h1><a href=\"/?lang=").append(portuguese ? "en\" lang=\"en\">English" : "pt\" lang=\"pt\">Português").append("</a>");
        page.append("<!--session--></header><main>");
    }

    private void begin(Sessions.Session session) {
        begin();
        String form = "<form method=\"post\" action=\"/sign-out?lang=" + code() + "\"><input type=\"hidden\" name=\"form\" value=\"" + escaped(session.form()) + "\">" + escaped(session.checker())
                + " <button class=\"plain\">" + say("Sign out", "Sair") + "</button></form>";
        int at = page.indexOf("<!--session-->");
        page.replace(at, at + "<!--session-->".length(), form);
    }

    private void said(String text, boolean wrong) {
        if (!text.isEmpty()) {
            page.append("<p class=\"said").append(wrong ? " wrong" : "").append("\" role=\"status\">").append(escaped(text)).append("</p>");
        }
    }

    private String end(String last) {
        return page.append(last).append("</main></body></html>\n").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
