package pt.arquipelago.catalog.service.intake;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.catalog.description.Conformance;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.HealthDcatApMapper;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.UnreadableDescription;
import pt.arquipelago.catalog.service.intake.NotAccepted.Reason;
import pt.arquipelago.catalog.service.store.DatasetStore;

/** The way of a description in: signature → Turtle → scope → shapes → readable → stored. The first that fails ends it. */
public final class DescriptionIntake {
    private static final Logger LOG = LoggerFactory.getLogger(DescriptionIntake.class);

    private final URI base;
    private final Publisher publisher;
    private final DescriptionShapes shapes;
    private final HealthDcatApMapper mapper;
    private final DatasetStore store;
    private final Clock clock;
    /** When the last one taken was signed, so that an intercepted older call cannot bring back what was replaced. */
    private final Map<DatasetKey, Long> signedAt = new ConcurrentHashMap<>();

    public DescriptionIntake(URI base, Publisher publisher, DescriptionShapes shapes, HealthDcatApMapper mapper, DatasetStore store, Clock clock) {
        this.base = requireNonNull(base, "base is null");
        this.publisher = requireNonNull(publisher, "publisher is null");
        this.shapes = requireNonNull(shapes, "shapes is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * @param signature compact JWS, empty if none came
     * @return true if the dataset is new
     * @throws NotAccepted with the reason; the store is as before
     */
    public boolean take(DatasetKey key, Optional<String> signature, byte[] turtle) {
        long signed = publisher.verify(signed(signature), key.node(), "PUT", paths(key), turtle);
        URI dataset = key.iri(base);
        Model graph = CarefulReader.read(turtle, Lang.TURTLE, dataset.toString());
        new GraphScope(base, dataset).require(graph);
        requireShapes(graph);
        DatasetDescription description = read(graph, dataset, key);
        boolean isNew = keep(key, signed, description, graph);
        LOG.info("{} {} of {} ({} statements)", isNew ? "Added" : "Replaced", key.table(), key.node(), graph.size());
        return isNew;
    }

    private synchronized boolean keep(DatasetKey key, long signed, DatasetDescription description, Model graph) {
        requireNewer(key, signed);
        boolean isNew = store.replace(key.iri(base), description, graph, clock.instant());
        signedAt.put(key, signed);
        return isNew;
    }

    private void requireNewer(DatasetKey key, long signed) {
        if (signed < signedAt.getOrDefault(key, Long.MIN_VALUE)) {
            throw new NotAccepted(Reason.OLDER, new LocalText("Já foi recebida uma chamada assinada mais tarde.", "A call signed later was already taken."),
                    new LocalText("Publique a descrição mais recente, assinada de novo.", "Publish the newest description, signed anew."));
        }
    }

    /**
     * Takes a dataset out of the catalogue, for a reason that stays to be read at its address.
     *
     * @param reason JSON, {@code {"reason": {"pt": …, "en": …}}}
     * @return false if there is none
     * @throws NotAccepted with why not; the store is as before
     */
    public synchronized boolean withdraw(DatasetKey key, Optional<String> signature, byte[] reason) {
        long signed = publisher.verify(signed(signature), key.node(), "DELETE", paths(key), reason);
        LocalText text = Withdrawal.reason(reason);
        requireNewer(key, signed);
        boolean was = store.withdraw(key.iri(base), text, clock.instant());
        signedAt.put(key, signed);
        if (was) {
            LOG.info("Withdrew {} of {}", key.table(), key.node());
        }
        return was;
    }

    private static String signed(Optional<String> signature) {
        return signature.orElseThrow(() -> new NotAccepted(Reason.UNSIGNED, new LocalText("A chamada não está assinada.", "The call is not signed."),
                new LocalText("Envie 'Authorization: Bearer' com um arquipelago-description+jwt assinado com a chave da instituição.", "Send 'Authorization: Bearer' with an arquipelago-description+jwt signed by the node's key.")));
    }

    private List<String> paths(DatasetKey key) {
        String path = "/datasets/" + key.node() + "/" + key.table();
        return List.of(path, base.getPath() + path);
    }

    private void requireShapes(Model graph) {
        Conformance conformance = shapes.check(graph);
        if (!conformance.conforms()) {
            throw new NotAccepted(Reason.SHAPES, new LocalText("A descrição não cumpre " + conformance.findings().size() + " regra(s) de " + mapper.release() + ".",
                    "The description breaks " + conformance.findings().size() + " rule(s) of " + mapper.release() + "."),
                    new LocalText("Corrija cada ponto e publique de novo. 'Accept: text/turtle' traz o relatório SHACL.", "Mend each finding and publish again. 'Accept: text/turtle' brings the SHACL report."),
                    Optional.of(conformance));
        }
    }

    private DatasetDescription read(Model graph, URI dataset, DatasetKey key) {
        DatasetDescription description;
        try {
            description = mapper.read(graph, dataset);
        } catch (UnreadableDescription e) {
            throw new NotAccepted(Reason.UNREADABLE, new LocalText("A descrição não se consegue ler: " + e.getMessage(), e.getMessage()),
                    new LocalText("Escreva a descrição com o mapeador de " + mapper.release() + "; docs/catalogue.md traz os seus termos.",
                            "Write the description with the mapper of " + mapper.release() + "; docs/catalogue.md lists its terms."));
        }
        if (!description.key().equals(key)) {
            throw new NotAccepted(Reason.UNREADABLE, new LocalText("A descrição diz ser de '" + description.identifier() + "'.", "The description says it is of '" + description.identifier() + "'."),
                    new LocalText("A instituição e a tabela têm de ser as do seu endereço.", "Its node and table must be those of its address."));
        }
        return description;
    }
}
