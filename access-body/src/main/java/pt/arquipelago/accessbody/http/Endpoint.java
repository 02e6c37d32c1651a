package pt.arquipelago.accessbody.http;

/** What stands behind one route. It may block; it says no by throwing a {@code Problem}. */
@FunctionalInterface
public interface Endpoint {
    Answer handle(Call call);
}
