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
import pt.arquipelago.catalog.service.query.QueryRefused.Reason;

/** Parses SPARQL 1.1 and lets through only what reads this store and nothing else. */
final class ReadOnlyQuery {
    private static final Pattern UPDATE = Pattern.compile("(?is)(^|.*[\\s>;}.])(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\\s+(DATA|\\{|WHERE|SILENT|<|GRAPH|INTO|ALL|NAMED|DEFAULT|\\w+:).*");

    private static final Pattern PLACE = Pattern.compile("(?i)line (\\d{1,9}), column (\\d{1,9})");
    private static final Pattern TOKEN = Pattern.compile("Encountered \"\\s*(?:<\\w+>\\s*)?\"?([^\"]+?)\\s*\"+\\s*at line");
    private static final Pattern READ = Pattern.compile("after prefix \"(.*)\"");
    private static final String REMEDY = "Write it in SPARQL 1.1; the page /sparql has examples.";

    private ReadOnlyQuery() {}

    /** @throws QueryRefused if it does not parse or reaches beyond the store */
    static Query parse(String text, int longest) {
        if (text.length() > longest) {
            throw new QueryRefused(Reason.TOO_LONG, "The query has more than " + longest + " characters.", "Ask a shorter question.");
        }
        try {
            return checked(parse(text));
        } catch (StackOverflowError e) {
            throw new QueryRefused(Reason.SYNTAX, "The query is nested too deeply.", "Ask a simpler question.");
        }
    }

    private static Query checked(Query query) {
        if (query.hasDatasetDescription()) {
            throw new QueryRefused(Reason.DATASET_CLAUSE, "FROM and FROM NAMED are not answered here.",
                    "Leave them out: the default graph holds everything, and GRAPH ?g names the datasets.");
        }
        Walker.walk(Algebra.compile(query), new Federation(), new Expressions());
        return query;
    }

    private static Query parse(String text) {
        try {
            return QueryFactory.create(text, Syntax.syntaxSPARQL_11);
        } catch (QueryParseException e) {
            if (UPDATE.matcher(text).matches()) {
                throw new QueryRefused(Reason.NOT_READ_ONLY, "Updates are not answered here.", "Ask SELECT, ASK, CONSTRUCT or DESCRIBE.");
            }
            throw place(e).map(place -> QueryRefused.at(place, "The query does not parse: line " + place.line() + ", column " + place.column() + ". " + reason(firstLine(e)), REMEDY))
                    .orElseGet(() -> new QueryRefused(Reason.SYNTAX, "The query does not parse. " + firstLine(e), REMEDY));
        } catch (RuntimeException e) {
            throw new QueryRefused(Reason.SYNTAX, "The query does not parse. " + firstLine(e), REMEDY);
        }
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
    private static String reason(String message) {
        Matcher read = READ.matcher(message);
        if (read.find() && !read.group(1).isEmpty()) {
            return "'" + read.group(1) + "' is no word of SPARQL, no name with a prefix and no address in angle brackets.";
        }
        Matcher token = TOKEN.matcher(message);
        return token.find() ? "'" + token.group(1).strip() + "' does not fit there." : message.replaceFirst("(?i)^line \\d+, column \\d+: ", "");
    }

    /** What begins no token is named at its end: the length of what was read of it. */
    private static int unknownWord(String message) {
        Matcher read = READ.matcher(message);
        return read.find() ? read.group(1).length() : 0;
    }

    /** The parser's own message names place and token; it has none when the query was nested too deeply for it. */
    private static String firstLine(RuntimeException e) {
        return Optional.ofNullable(e.getMessage()).flatMap(message -> message.lines().findFirst()).orElse("It is nested too deeply.");
    }

    private static final class Federation extends OpVisitorBase {
        @Override
        public void visit(OpService service) {
            throw new QueryRefused(Reason.FEDERATION, "SERVICE is not answered here: this catalogue calls no other.", "Ask each endpoint by itself and join the answers.");
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
                throw new QueryRefused(Reason.FUNCTION, "The function <" + named.getFunctionIRI() + "> is not answered here.", "Use SPARQL 1.1's own functions.");
            }
            if (function instanceof E_Regex || function instanceof E_StrReplace) {
                PlainPattern.require(function.getArg(2));
            }
        }
    }
}
