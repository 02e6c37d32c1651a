package pt.arquipelago.accessbody.api;

import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.json.Json;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** The API's own description, and whether the service is well. */
final class ServiceApi {
    private final Database database;

    ServiceApi(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/openapi.yaml", this::description), Route.get("/health", this::health));
    }

    private Answer description(Call call) {
        Authorisation.open(call.caller());
        try (InputStream in = ServiceApi.class.getResourceAsStream("/openapi.yaml")) {
            return Answer.bytes("application/yaml", requireNonNull(in, "openapi.yaml is missing").readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("openapi.yaml cannot be read", e);
        }
    }

    private Answer health(Call call) {
        Authorisation.open(call.caller());
        database.transaction(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
        return Answer.json(200, Json.object().put("status", "up"));
    }
}
