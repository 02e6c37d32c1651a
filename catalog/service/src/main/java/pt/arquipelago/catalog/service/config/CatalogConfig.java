package pt.arquipelago.catalog.service.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.policies.signature.VerificationKey;

/**
 * The settings of a catalogue.
 *
 * @param base public address, first part of every IRI; without a slash at its end
 * @param state folder of the store
 * @param nodes the registered key of each node that may publish
 * @param title of the catalogue itself
 * @param publisher who publishes the catalogue
 * @param licence of the descriptions
 * @param sources other catalogues that are harvested
 * @param index of FAIR Data Points that is told once a week that this one is here
 */
public record CatalogConfig(
        Address address, URI base, Path state, Map<String, VerificationKey> nodes, LocalText title, LocalText description, LocalText publisher,
        Contact contact, Limits limits, Optional<URI> index, MetadataLicence licence, List<HarvestSource> sources) {
    public CatalogConfig {
        requireNonNull(address, "address is null");
        requireNonNull(base, "base is null");
        requireNonNull(state, "state is null");
        nodes = Map.copyOf(nodes);
        requireNonNull(title, "title is null");
        requireNonNull(description, "description is null");
        requireNonNull(publisher, "publisher is null");
        requireNonNull(contact, "contact is null");
        requireNonNull(limits, "limits is null");
        requireNonNull(index, "index is null");
        requireNonNull(licence, "licence is null");
        sources = List.copyOf(sources);
        if (sources.stream().map(HarvestSource::id).distinct().count() < sources.size()) {
            throw new InvalidConfig("harvest names the same id twice.");
        }
    }

    /** @param port 0 takes any free port */
    public record Address(String host, int port) {
        public Address {
            requireNonNull(host, "host is null");
            if (port < 0 || port > 65_535) {
                throw new InvalidConfig("address.port is " + port + ": give a number from 0 to 65535.");
            }
        }

        boolean local() {
            return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
        }
    }

    /**
     * @param descriptionBytes size of a description that comes in
     * @param queryCharacters length of a SPARQL query
     * @param querySeconds time a query may take
     * @param queryRows rows (or triples) a query may answer with
     * @param queriesAtOnce queries run at the same time; more are turned away
     */
    public record Limits(int descriptionBytes, int queryCharacters, int querySeconds, int queryRows, int queriesAtOnce) {
        public Limits {
            positive(descriptionBytes, "description_bytes");
            positive(queryCharacters, "query_characters");
            positive(querySeconds, "query_seconds");
            positive(queryRows, "query_rows");
            positive(queriesAtOnce, "queries_at_once");
        }

        private static void positive(int value, String key) {
            if (value < 1) {
                throw new InvalidConfig("limits." + key + " is " + value + ": give at least 1.");
            }
        }
    }

    /** Settings that are allowed but weaken the service, in words for the log at start. */
    public List<String> unsafe() {
        List<String> found = new ArrayList<>();
        if (!address.local()) {
            found.add("address.host: " + address.host() + " listens beyond this machine; put a TLS proxy before it");
        }
        if (nodes.isEmpty()) {
            found.add("nodes is empty: nobody can publish");
        }
        sources.stream().filter(source -> "http".equals(source.url().getScheme()) && !java.util.Set.of("127.0.0.1", "localhost").contains(source.url().getHost()))
                .forEach(source -> found.add("harvest: '" + source.id() + "' is read over http; whoever stands between can change what it says"));
        return List.copyOf(found);
    }
}
