package pt.arquipelago.accessbody;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A catalogue that lists one table, {@code source_dem}, for each of its nodes, with rules of the institution's own. */
final class FakeCatalog implements AutoCloseable {
    private final HttpServer server;

    FakeCatalog(List<String> nodes) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] body = nodes.stream().map(FakeCatalog::dataset).collect(Collectors.joining(",", "[", "]")).getBytes(StandardCharsets.UTF_8);
        server.createContext("/datasets", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String dataset(String node) {
        return """
                {"iri": "https://catalogo.example/datasets/%1$s/source_dem", "node": "%1$s", "table": "source_dem", "view": "dem", "system": "dem",
                 "title": {"pt": "Dispensas", "en": "Dispensings"}, "description": {"pt": "Dispensas", "en": "Dispensings"}, "category": "HRAD",
                 "records": 1000, "individuals": 400, "period": {"start": "2024-01-01", "end": "2025-12-31"}, "publisher": "ULS", "keywords": [],
                 "thresholds": {"persons": 15, "professional": 5},
                 "holder": {"rules": [{"code": "policy.holder-purpose", "text": {"pt": "Não participa em perguntas com esta finalidade.", "en": "Does not take part in questions of this purpose."}}],
                            "rounding": 5, "masked_columns": ["lote"], "conditions": ["cod_atc <> 'N02'"]},
                 "variables": [
                   {"name": "numero_utente", "type": "BIGINT", "class": "IDENTIFIER", "groupable": false, "measure": false, "title": {"pt": "Utente", "en": "Patient"}},
                   {"name": "cod_atc", "type": "STRING", "class": "SENSITIVE", "groupable": true, "measure": false, "title": {"pt": "ATC", "en": "ATC"}},
                   {"name": "custo", "type": "DECIMAL(10,2)", "class": "NEUTRAL", "groupable": false, "measure": true, "title": {"pt": "Custo", "en": "Cost"}}],
                 "url": "https://catalogo.example/datasets/%1$s/source_dem"}""".formatted(node);
    }
}
