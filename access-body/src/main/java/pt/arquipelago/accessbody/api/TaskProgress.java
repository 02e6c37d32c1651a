package pt.arquipelago.accessbody.api;

import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.EventStream;
import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.task.SeeTasks;
import pt.arquipelago.accessbody.task.TaskEvents;
import pt.arquipelago.accessbody.task.TaskState;

import java.util.Locale;

import static java.util.Objects.requireNonNull;

/** A task's events as they happen; a client that comes back gets those it missed ({@code Last-Event-ID}). */
public final class TaskProgress {
    private final SeeTasks see;
    private final TaskEvents events;

    public TaskProgress(SeeTasks see, TaskEvents events) {
        this.see = requireNonNull(see, "see is null");
        this.events = requireNonNull(events, "events is null");
    }

    public Answer stream(Call call) {
        String task = see.get(call.caller(), call.parameter("id")).id();
        int last = call.header("Last-Event-ID").filter(id -> id.matches("[0-9]{1,9}")).map(Integer::parseInt).orElse(-1);
        return new Answer.Events(stream -> new Follower(task, last, stream).start());
    }

    /** One watcher: sends each event once, in order, and ends when the task does. */
    private final class Follower {
        private final String task;
        private final EventStream stream;
        private int last;

        Follower(String task, int last, EventStream stream) {
            this.task = task;
            this.last = last;
            this.stream = stream;
        }

        void start() {
            Runnable stop = events.watch(task, this::send);
            stream.onClose(stop);
            send();
        }

        private synchronized void send() {
            for (TaskEvents.Event event : events.after(task, last)) {
                last = event.position();
                stream.send(String.valueOf(event.position()), "task", event.content());
                if (TaskState.valueOf(Json.read(event.content()).path("state").asText().toUpperCase(Locale.ROOT)).finished()) {
                    stream.end();
                }
            }
        }
    }
}
