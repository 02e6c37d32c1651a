package pt.arquipelago.catalog.service.query;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetRewindable;

/** What a query answered, whole and in memory. */
public sealed interface QueryAnswer {
    /** SELECT. */
    record Rows(RowSetRewindable rows) implements QueryAnswer {
        /** From the first row on. */
        public RowSet fromStart() {
            rows.reset();
            return rows;
        }
    }

    /** ASK. */
    record Truth(boolean value) implements QueryAnswer {}

    /** CONSTRUCT and DESCRIBE. */
    record Statements(Model model) implements QueryAnswer {}
}
