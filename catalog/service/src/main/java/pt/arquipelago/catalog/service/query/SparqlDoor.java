package pt.arquipelago.catalog.service.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetMem;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.TDB2;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.query.QueryRefused.Reason;

/** The way of a query: parsed and checked, a place free, run within time and rows, answered whole or refused with the limit it met. */
public final class SparqlDoor {
    private final DatasetGraph dataset;
    private final CatalogConfig.Limits limits;
    private final Semaphore places;

    public SparqlDoor(DatasetGraph dataset, CatalogConfig.Limits limits) {
        this.dataset = requireNonNull(dataset, "dataset is null");
        this.limits = requireNonNull(limits, "limits is null");
        this.places = new Semaphore(limits.queriesAtOnce());
    }

    /** @throws QueryRefused with the reason */
    public QueryAnswer ask(String text) {
        Query query = ReadOnlyQuery.parse(text, limits.queryCharacters());
        if (!places.tryAcquire()) {
            throw new QueryRefused(Reason.BUSY, new LocalText("Já correm tantas consultas quantas este catálogo corre ao mesmo tempo.", "As many queries as this catalogue runs at once are running."),
                    new LocalText("Tente de novo dentro de alguns segundos.", "Try again in a few seconds."));
        }
        try {
            return Txn.calculateRead(dataset, () -> run(query));
        } catch (QueryCancelledException e) {
            throw new QueryRefused(Reason.TIME_LIMIT, new LocalText("A consulta demorou mais de " + limits.querySeconds() + " segundos.", "The query took longer than " + limits.querySeconds() + " seconds."),
                    new LocalText("Peça menos: indique um conjunto de dados, junte condições, evite junções sem variável comum.",
                            "Ask for less: name a dataset, add conditions, avoid joins without a common variable."));
        } catch (QueryRefused e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new QueryRefused(Reason.FAILED, new LocalText("Não foi possível correr a consulta.", "The query could not be run."), new LocalText("Faça uma pergunta mais simples.", "Ask a simpler question."));
        } finally {
            places.release();
        }
    }

    private QueryAnswer run(Query query) {
        try (QueryExec execution = QueryExec.dataset(dataset).query(query).timeout(limits.querySeconds(), TimeUnit.SECONDS)
                .set(TDB2.symUnionDefaultGraph, true).set(ARQ.httpServiceAllowed, false).set(ARQ.enablePropertyFunctions, false).build()) {
            if (query.isAskType()) {
                return new QueryAnswer.Truth(execution.ask());
            }
            if (query.isSelectType()) {
                return rows(execution.select());
            }
            return statements(query.isDescribeType() ? execution.describeTriples() : execution.constructTriples());
        }
    }

    private QueryAnswer rows(RowSet answer) {
        List<Binding> rows = new ArrayList<>();
        while (answer.hasNext()) {
            requireRoom(rows.size());
            rows.add(answer.next());
        }
        return new QueryAnswer.Rows(RowSetMem.create(RowSetStream.create(answer.getResultVars(), rows.iterator())));
    }

    private QueryAnswer statements(Iterator<Triple> answer) {
        Graph graph = GraphFactory.createDefaultGraph();
        while (answer.hasNext()) {
            Triple triple = answer.next();
            if (!graph.contains(triple)) {
                requireRoom(graph.size());
                graph.add(triple);
            }
        }
        return new QueryAnswer.Statements(ModelFactory.createModelForGraph(graph));
    }

    private void requireRoom(int sofar) {
        if (sofar >= limits.queryRows()) {
            throw new QueryRefused(Reason.ROW_LIMIT, new LocalText("A resposta tem mais de " + limits.queryRows() + " linhas.", "The answer has more than " + limits.queryRows() + " rows."),
                    new LocalText("Junte LIMIT " + limits.queryRows() + ", e OFFSET para as seguintes.", "Add LIMIT " + limits.queryRows() + ", and OFFSET for the next ones."));
        }
    }
}
