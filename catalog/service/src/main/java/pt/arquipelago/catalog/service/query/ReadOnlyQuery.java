package pt.arquipelago.catalog.service.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.vocabulary.XSD;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.query.QueryRefused.Reason;

/** Parses SPARQL 1.1 and lets through only what reads this store and nothing else. */
final class ReadOnlyQuery {
    private static final Pattern UPDATE = Pattern.compile("(?is)(^|.*[\\s>;}.])(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\\s+(DATA|\\{|WHERE|SILENT|<|GRAPH|INTO|ALL|NAMED|DEFAULT|\\w+:).*");

    private static final Pattern PLACE = Pattern.compile("(?i)line (\\d{1,9}), column (\\d{1,9})");
    private static final Pattern TOKEN = Pattern.compile("Encountered \"\\s*(?:(?:<\\w+>|\"[^\"]+\")\\s*)?\"?([^\"]+?)\\s*\"+(?:\\s*\")?\\s*at line");
    private static final Pattern READ = Pattern.compile("after prefix \"(.*)\"");
    private static final Pattern UNDECLARED = Pattern.compile("Unresolved prefixed name: (.+)");
    private static final int EXCERPT = 200;
    private static final LocalText REMEDY = new LocalText("Escreva-a em SPARQL 1.1; a página /sparql tem exemplos.", "Write it in SPARQL 1.1; the page /sparql has examples.");

    private ReadOnlyQuery() {}

    /** @throws QueryRefused if it does not parse or reaches beyond the store */
    static Query parse(String text, int longest) {
        if (text.length() > longest) {
            throw new QueryRefused(Reason.TOO_LONG, new LocalText("A consulta tem mais de " + longest + " caracteres.", "The query has more than " + longest + " characters."),
                    new LocalText("Faça uma pergunta mais curta.", "Ask a shorter question."));
        }
        try {
            return checked(parse(text));
        } catch (StackOverflowError e) {
            throw new QueryRefused(Reason.SYNTAX, new LocalText("A consulta tem demasiados níveis, uns dentro dos outros.", "The query is nested too deeply."),
                    new LocalText("Faça uma pergunta mais simples.", "Ask a simpler question."));
        }
    }

    private static Query checked(Query query) {
        if (query.hasDatasetDescription()) {
            throw QueryRefused.datasetClause("FROM", "FROM NAMED");
        }
        Walker.walk(Algebra.compile(query), new Federation(), new Expressions());
        return query;
    }

    private static Query parse(String text) {
        try {
            return QueryFactory.create(text, Syntax.syntaxSPARQL_11);
        } catch (QueryParseException e) {
            if (UPDATE.matcher(text).matches()) {
                throw QueryRefused.update();
            }
            LocalText reason = reason(firstLine(e));
            throw place(e).map(place -> QueryRefused.at(place, new LocalText("A consulta não se consegue ler: linha " + place.line() + ", coluna " + place.column() + ". " + reason.pt(),
                    "The query does not parse: line " + place.line() + ", column " + place.column() + ". " + reason.en()), REMEDY)).orElseGet(() -> unreadable(e));
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static QueryRefused unreadable(RuntimeException e) {
        LocalText reason = reason(firstLine(e));
        return new QueryRefused(Reason.SYNTAX, new LocalText("A consulta não se consegue ler. " + reason.pt(), "The query does not parse. " + reason.en()), REMEDY);
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    /** Of the token that does not fit, which the message names; the exception itself names the one before it. */
    private static Optional<QueryRefused.Place> place(QueryParseException e) {
        Matcher said = PLACE.matcher(firstLine(e));
        boolean says = said.find();
        int line = says ? Integer.parseInt(said.group(1)) : e.getLine();
        int column = says ? Integer.parseInt(said.group(2)) - unknownWord(firstLine(e)) : e.getColumn();
        return line < 1 || column < 1 ? Optional.empty() : Optional.of(new QueryRefused.Place(line, column));
    }

    /** The parser's message without its own place and names of tokens. */
    private static LocalText reason(String message) {
        if (message.isEmpty()) {
            return new LocalText("Tem demasiados níveis, uns dentro dos outros.", "It is nested too deeply.");
        }
        Matcher read = READ.matcher(message);
        if (read.find() && !read.group(1).isEmpty()) {
            String word = "'" + excerpt(read.group(1)) + "'";
            return new LocalText(word + " não é palavra de SPARQL, nem nome com prefixo, nem endereço entre < e >.",
                    word + " is no word of SPARQL, no name with a prefix and no address in angle brackets.");
        }
        Matcher token = TOKEN.matcher(message);
        if (token.find()) {
            String word = "'" + excerpt(token.group(1).strip()) + "'";
            return new LocalText(word + " não tem ali lugar.", word + " does not fit there.");
        }
        String own = excerpt(message.replaceFirst("(?i)^line \\d+, column \\d+: ", ""));
        Matcher undeclared = UNDECLARED.matcher(own);
        return new LocalText(undeclared.find() ? "Nome com um prefixo que não está declarado: " + undeclared.group(1) : own, own);
    }

    /** What begins no token is named at its end: the length of what was read of it. */
    private static int unknownWord(String message) {
        Matcher read = READ.matcher(message);
        return read.find() ? read.group(1).length() : 0;
    }

    /** The parser's own message names place and token; it has none when the query was nested too deeply for it. */
    private static String firstLine(RuntimeException e) {
        return Optional.ofNullable(e.getMessage()).flatMap(message -> message.lines().findFirst()).map(String::strip).orElse("");
    }

    private static final class Federation extends OpVisitorBase {
        @Override
        public void visit(OpService service) {
            throw new QueryRefused(Reason.FEDERATION, new LocalText("SERVICE não é aqui atendido: este catálogo não chama nenhum outro.", "SERVICE is not answered here: this catalogue calls no other."),
                    new LocalText("Pergunte a cada um por si e junte as respostas.", "Ask each endpoint by itself and join the answers."));
        }
    }

    /**
     * Functions named by IRI load code ({@code java:…}), so only the casts of XSD pass. A regular expression can run for ever between two rows,
     * where no time limit reaches it.
     */
    private static final class Expressions extends ExprVisitorBase {
        @Override
        public void visit(ExprFunctionN function) {
            if (function instanceof E_Function named && !named.getFunctionIRI().startsWith(XSD.NS)) {
                throw new QueryRefused(Reason.FUNCTION, new LocalText("A função <" + excerpt(named.getFunctionIRI()) + "> não é aqui atendida.", "The function <" + excerpt(named.getFunctionIRI()) + "> is not answered here."),
                        new LocalText("Use as funções do próprio SPARQL 1.1.", "Use SPARQL 1.1's own functions."));
            }
            if (function instanceof E_Regex || function instanceof E_StrReplace) {
                PlainPattern.require(function.getArg(2));
            }
        }
    }
}
