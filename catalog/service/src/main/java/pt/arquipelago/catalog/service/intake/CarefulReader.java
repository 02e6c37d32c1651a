package pt.arquipelago.catalog.service.intake;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.CharBuffer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.NotAccepted.Reason;

/**
 * Reads RDF that strangers wrote: strict about form, bounded in size, and it fetches nothing. What is wrong is named with its place.
 */
public final class CarefulReader {
    static final int STATEMENTS = 100_000;
    static final int BLANK_NODES = 10_000;
    static final int LONGEST_TEXT = 20_000;
    static final int LONGEST_IRI = 2_000;
    private static final int EXCERPT = 500;
    private static final LocalText IN_UTF_8 = new LocalText("Envie-o em UTF-8.", "Send it in UTF-8.");
    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern DECLARATION = Pattern.compile("<!(DOCTYPE|ENTITY)");
    private static final Pattern ELSEWHERE = Pattern.compile("the context <([^>]*)> is elsewhere, and nothing is fetched: write the context out");
    private static final Pattern JSON_LD_ERROR = Pattern.compile("^JsonLdError\\[code=.*, message=(.*)");
    private static final Pattern AUTHORITY = Pattern.compile("^https?://[^/?#]+");

    private CarefulReader() {}

    /**
     * @param base what relative addresses are relative to
     * @throws NotAccepted with what is wrong and where
     */
    public static Model read(byte[] body, Lang lang, String base) {
        String text = text(body);
        if (lang.equals(Lang.RDFXML)) {
            requirePlainXml(text);
        }
        Model model = ModelFactory.createDefaultModel();
        try {
            RDFParser.fromString(text, lang).base(base).checking(true).errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .context(new Context().set(LangJSONLD11.JSONLD_OPTIONS, nothingRemote())).parse(new Bounded(StreamRDFLib.graph(model.getGraph())));
            return model;
        } catch (NotAccepted e) {
            throw e;
        } catch (RiotException e) {
            throw e.getCause() instanceof NotAccepted own ? own : malformed(lang, quoted(e.getMessage()));
        } catch (StackOverflowError e) {
            throw malformed(lang, new LocalText("tem demasiados níveis, uns dentro dos outros", "it is nested too deeply"));
        } catch (RuntimeException e) {
            // Parsers of JSON and XML have exceptions of their own; whatever stops one is a fault of the text.
            throw malformed(lang, quoted(String.valueOf(e.getMessage())));
        }
    }

    private static String text(byte[] body) {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer characters = CharBuffer.allocate(body.length + 1);
        try {
            CoderResult result = decoder.decode(bytes, characters, true);
            if (result.isError()) {
                result.throwException();
            }
            return characters.flip().toString();
        } catch (CharacterCodingException e) {
            throw new NotAccepted(Reason.MALFORMED, new LocalText("O corpo não está em UTF-8: o byte " + bytes.position() + " não se consegue ler.", "The body is not UTF-8: byte " + bytes.position() + " cannot be read."), IN_UTF_8);
        }
    }

    /** Document types and entities can name files, addresses and billions of characters; RDF/XML needs none. */
    private static void requirePlainXml(String text) {
        Matcher encoding = ENCODING.matcher(text);
        if (encoding.find() && !encoding.group(1).equalsIgnoreCase("utf-8") && !encoding.group(1).equalsIgnoreCase("us-ascii")) {
            throw new NotAccepted(Reason.MALFORMED, new LocalText("O XML diz estar noutra codificação que não UTF-8 (linha 1).", "The XML says it is in another encoding than UTF-8 (line 1)."), IN_UTF_8);
        }
        Matcher declaration = DECLARATION.matcher(text);
        if (declaration.find()) {
            throw new NotAccepted(Reason.MALFORMED, new LocalText("O XML tem uma declaração " + declaration.group(1) + " (linha " + line(text, declaration.start()) + "), que aqui não se lê.",
                    "The XML has a " + declaration.group(1) + " declaration (line " + line(text, declaration.start()) + "), which is not read here."),
                    new LocalText("Escreva os espaços de nomes e os endereços por extenso, sem entidades.", "Write namespaces and addresses out, without entities."));
        }
    }

    private static long line(String text, int position) {
        return text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }

    private static JsonLdOptions nothingRemote() {
        JsonLdOptions options = new JsonLdOptions();
        options.setDocumentLoader((address, how) -> {
            throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "the context <" + address + "> is elsewhere, and nothing is fetched: write the context out");
        });
        return options;
    }

    /** The parser's own words are English; the place in them is of no language. */
    private static LocalText quoted(String what) {
        Matcher remote = ELSEWHERE.matcher(what);
        if (remote.find()) {
            return new LocalText("o contexto <" + remote.group(1) + "> está noutro lado, e nada se vai buscar: escreva o contexto por extenso", remote.group().strip());
        }
        Matcher inside = JSON_LD_ERROR.matcher(what);
        String why = (inside.find() ? inside.group(1) : what).lines().findFirst().map(line -> line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…").orElse("it breaks off").replaceFirst("[\\].]+$", "");
        return new LocalText(why, why);
    }

    private static NotAccepted malformed(Lang lang, LocalText why) {
        return new NotAccepted(Reason.MALFORMED, new LocalText("O corpo não é " + lang.getName() + " que se consiga ler: " + why.pt() + ".", "The body is not " + lang.getName() + " that can be read: " + why.en() + "."),
                new LocalText("Corrija o " + lang.getName() + " nesse lugar.", "Mend the " + lang.getName() + " at that place."));
    }

    /** Counts and measures what the parser makes, and ends it at the first thing too many or too large. */
    private static final class Bounded extends StreamRDFWrapper {
        private static final LocalText SHORTER = new LocalText("Use um mais curto.", "Use a shorter one.");

        private int statements;
        private final java.util.Set<Node> blank = new java.util.HashSet<>();

        private Bounded(StreamRDF graph) {
            super(graph);
        }

        @Override
        public void triple(Triple triple) {
            statements++;
            require(statements <= STATEMENTS, () -> new LocalText("Há mais de " + STATEMENTS + " afirmações.", "There are more than " + STATEMENTS + " statements."), new LocalText("Descreva menos de uma vez.", "Describe less at once."));
            check(triple.getSubject());
            check(triple.getPredicate());
            check(triple.getObject());
            super.triple(triple);
        }

        @Override
        public void quad(Quad quad) {
            require(quad.isDefaultGraph(), () -> new LocalText("A afirmação " + (statements + 1) + " está num grafo com nome.", "Statement " + (statements + 1) + " stands in a named graph."), new LocalText("Envie um só grafo, sem nome.", "Send one graph without a name."));
            triple(quad.asTriple());
        }

        private void check(Node node) {
            if (node.isBlank()) {
                blank.add(node);
                require(blank.size() <= BLANK_NODES, () -> new LocalText("Há mais de " + BLANK_NODES + " nós sem nome.", "There are more than " + BLANK_NODES + " blank nodes."),
                        new LocalText("Dê nome às partes do conjunto de dados por fragmentos do seu endereço.", "Name the parts of a dataset by fragments of its address."));
            } else if (node.isURI()) {
                address(node.getURI());
            } else if (node.isLiteral()) {
                text(node);
            } else {
                require(false, () -> new LocalText("A afirmação " + statements + " é sobre outra afirmação.", "Statement " + statements + " is about a statement."), new LocalText("Use RDF 1.1 simples.", "Use plain RDF 1.1."));
            }
        }

        private void address(String iri) {
            require(iri.length() <= LONGEST_IRI, () -> new LocalText("Um endereço da afirmação " + statements + " tem mais de " + LONGEST_IRI + " caracteres.", "An address of statement " + statements + " is longer than " + LONGEST_IRI + " characters."), SHORTER);
            require(iri.chars().allMatch(c -> c > ' ' && c != 0x7f && "<>\"{}|\\^`".indexOf(c) < 0), () -> new LocalText("O endereço <" + iri + "> tem um carácter que os endereços não podem ter.", "The address <" + iri + "> has a character that addresses cannot have."),
                    new LocalText("Escreva-o em codificação por percentagem.", "Write it percent-encoded."));
            String path = AUTHORITY.matcher(iri).replaceFirst("").toLowerCase(java.util.Locale.ROOT).replace("%2e", ".").replace("%2f", "/").replace("%5c", "/");
            require(!path.contains("/../") && !path.endsWith("/..") && !path.contains("/./"), () -> new LocalText("O endereço <" + iri + "> sobe para fora da sua pasta.", "The address <" + iri + "> climbs out of its folder."),
                    new LocalText("Escreva o endereço a que ele leva.", "Write the address it leads to."));
        }

        private void text(Node literal) {
            String value = literal.getLiteralLexicalForm();
            require(value.length() <= LONGEST_TEXT, () -> new LocalText("O texto da afirmação " + statements + " tem mais de " + LONGEST_TEXT + " caracteres.", "The text of statement " + statements + " is longer than " + LONGEST_TEXT + " characters."), SHORTER);
            require(value.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0xfffe || c == 0xffff),
                    () -> new LocalText("O texto da afirmação " + statements + " tem caracteres de controlo.", "The text of statement " + statements + " has control characters."), new LocalText("Retire-os.", "Take them out."));
        }

        private void require(boolean holds, Supplier<LocalText> otherwise, LocalText remedy) {
            if (!holds) {
                throw new NotAccepted(Reason.MALFORMED, otherwise.get(), remedy);
            }
        }
    }
}
