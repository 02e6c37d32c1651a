package pt.arquipelago.demo.start;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes the settings file of each service, as its operator would. */
final class Settings {
    private final DemoFolder folder;
    private final Addresses addresses;

    Settings(DemoFolder folder, Addresses addresses) {
        this.folder = requireNonNull(folder, "folder is null");
        this.addresses = requireNonNull(addresses, "addresses is null");
    }

    void write() {
        write(folder.catalog().resolve("catalog.yaml"), """
                address: {host: 127.0.0.1, port: %d}
                base: %s
                state: state
                title: {pt: "Catálogo de demonstração", en: "Demonstration catalogue"}
                description: {pt: "Conjuntos de dados sintéticos de três instituições.", en: "Synthetic datasets of three institutions."}
                publisher: {name: {pt: "Organismo de Acesso (demonstração)", en: "Access body (demonstration)"}, email: catalogo@demonstracao.example}
                nodes:
                %s
                """.formatted(addresses.catalogPort(), addresses.catalog(), nodes("../nodes/%s/node.jwk", false)));
        write(folder.accessBody().resolve("access-body.yaml"), """
                address: {host: 127.0.0.1, port: %d}
                state: state
                demo: true
                catalog: {url: "%s"}
                keys:
                  permits: {keystore: permits.p12}
                  orders: {keystore: orders.p12, password_env: DEMO_ORDERS_PASSWORD}
                  status: {keystore: status.p12, password_env: DEMO_STATUS_PASSWORD}
                nodes:
                %s
                """.formatted(addresses.portalPort(), addresses.catalog(), nodes("../nodes/%s/node.jwk", true)));
        Institution.ALL.forEach(this::writeNode);
    }

    private void writeNode(Institution institution) {
        write(folder.node(institution).resolve("node.yaml"), """
                node: %s
                name: "%s"
                lake: lake
                state: state
                signing_key: {keystore: node.p12, password_env: DEMO_NODE_PASSWORD}
                access_body:
                  url: "%s"
                  permit_key: ../../access-body/permits.jwk
                  order_key: ../../access-body/orders.jwk
                  status_key: ../../access-body/status.jwk
                catalog: {url: "%s"}
                thresholds: {persons: 10, professionals: 3}
                publisher: {name: "%s (demonstração)", email: dados@%s.example}
                """.formatted(institution.id(), institution.name(), addresses.portal(), addresses.catalog(), institution.name(), institution.id()));
        write(folder.ingest(institution).resolve("ingest.yaml"), """
                node: %1$s
                domain: %1$s
                lake: ../../nodes/%1$s/lake
                quarantine: quarantine
                synthetic: true
                key: {keystore: pseudonymisation.p12, password_env: DEMO_PSEUDONYMISATION_PASSWORD}
                """.formatted(institution.id()));
    }

    private static String nodes(String key, boolean named) {
        return Institution.ALL.stream()
                .map(each -> "  - {id: " + each.id() + (named ? ", name: \"" + each.name() + "\"" : "") + ", key: " + key.formatted(each.id()) + "}")
                .collect(Collectors.joining("\n"));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
