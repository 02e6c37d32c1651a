package pt.arquipelago.accessbody.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.List;

/** Server-sent events over one HTTP response, with a heartbeat so that proxies keep it open. */
final class ResponseEvents implements EventStream {
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final HttpServerResponse response;
    private final List<Runnable> closing = new ArrayList<>();
    private boolean closed;

    private ResponseEvents(HttpServerResponse response) {
        this.response = response;
    }

    static EventStream open(RoutingContext context) {
        HttpServerResponse response = context.response();
        var events = new ResponseEvents(response);
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        long timer = context.vertx().setPeriodic(HEARTBEAT_MILLIS, id -> events.write(": still here\n\n"));
        events.onClose(() -> context.vertx().cancelTimer(timer));
        response.closeHandler(none -> events.close());
        response.exceptionHandler(none -> events.close());
        events.write(": open\n\n");
        return events;
    }

    @Override
    public void send(String id, String event, String data) {
        write("id: " + id + "\nevent: " + event + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n");
    }

    private synchronized void write(String text) {
        if (!closed && !response.ended()) {
            response.write(text);
        }
    }

    @Override
    public void end() {
        synchronized (this) {
            if (!closed && !response.ended()) {
                response.end();
            }
        }
        close();
    }

    @Override
    public void onClose(Runnable action) {
        synchronized (this) {
            if (!closed) {
                closing.add(action);
                return;
            }
        }
        action.run();
    }

    private void close() {
        List<Runnable> actions;
        synchronized (this) {
            closed = true;
            actions = List.copyOf(closing);
            closing.clear();
        }
        actions.forEach(Runnable::run);
    }
}
