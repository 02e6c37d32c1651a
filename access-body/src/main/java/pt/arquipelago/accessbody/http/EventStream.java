package pt.arquipelago.accessbody.http;

/** One open stream of server-sent events. Safe from any thread. */
public interface EventStream {
    /** @param id comes back as {@code Last-Event-ID} when the client returns */
    void send(String id, String event, String data);

    /** The stream ends, because there is nothing more to tell. */
    void end();

    /** Runs when the client has gone or the stream has ended. */
    void onClose(Runnable action);
}
