package pt.arquipelago.accessbody.http;

import static java.util.Objects.requireNonNull;

/**
 * One method of one address.
 *
 * @param path with parameters in braces, as OpenAPI writes them: {@code /api/v1/tasks/{id}}
 */
public record Route(String method, String path, Endpoint endpoint) {
    public Route {
        requireNonNull(method, "method is null");
        requireNonNull(path, "path is null");
        requireNonNull(endpoint, "endpoint is null");
    }

    public static Route get(String path, Endpoint endpoint) {
        return new Route("GET", path, endpoint);
    }

    public static Route post(String path, Endpoint endpoint) {
        return new Route("POST", path, endpoint);
    }

    public static Route delete(String path, Endpoint endpoint) {
        return new Route("DELETE", path, endpoint);
    }

    String vertxPath() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }
}
