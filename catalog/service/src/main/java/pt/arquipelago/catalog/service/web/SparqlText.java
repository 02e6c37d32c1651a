package pt.arquipelago.catalog.service.web;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.query.ResultSet;
import pt.arquipelago.catalog.service.query.QueryAnswer;

/** Answers to queries in the formats of the SPARQL 1.1 recommendations. */
final class SparqlText {
    private static final Map<MediaType, Lang> TABLES = Map.of(MediaType.SPARQL_JSON, ResultSetLang.RS_JSON, MediaType.JSON, ResultSetLang.RS_JSON,
            MediaType.SPARQL_XML, ResultSetLang.RS_XML, MediaType.CSV, ResultSetLang.RS_CSV, MediaType.TSV, ResultSetLang.RS_TSV);
    private static final List<MediaType> OF_ROWS = List.of(MediaType.SPARQL_JSON, MediaType.SPARQL_XML, MediaType.CSV, MediaType.TSV, MediaType.JSON);
    private static final List<MediaType> OF_TRUTH = List.of(MediaType.SPARQL_JSON, MediaType.SPARQL_XML, MediaType.JSON);
    private static final List<MediaType> OF_STATEMENTS = List.of(MediaType.TURTLE, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES);

    private SparqlText() {}

    static Reply reply(QueryAnswer answer, String accept) {
        List<MediaType> offered = answer instanceof QueryAnswer.Rows ? OF_ROWS : answer instanceof QueryAnswer.Truth ? OF_TRUTH : OF_STATEMENTS;
        MediaType type = Negotiation.choose(accept, offered).orElseThrow(() -> new Exchange.NotServed(Failure.notAcceptable(offered)));
        return Reply.ok(type, bytes(answer, type));
    }

    private static byte[] bytes(QueryAnswer answer, MediaType type) {
        if (answer instanceof QueryAnswer.Statements statements) {
            return RdfText.write(statements.model(), type);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (answer instanceof QueryAnswer.Truth truth) {
            ResultSetMgr.write(out, truth.value(), TABLES.get(type));
        } else if (answer instanceof QueryAnswer.Rows rows) {
            ResultSetMgr.write(out, ResultSet.adapt(rows.fromStart()), TABLES.get(type));
        }
        return out.toByteArray();
    }
}
