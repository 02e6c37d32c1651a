package pt.arquipelago.accessbody.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** An application with its history. */
public record Application(
        String id,
        String applicant,
        ApplicationState state,
        ApplicationContent content,
        Instant createdAt,
        Optional<Instant> lapsesAt,
        Optional<String> permit,
        List<Event> events) {
    public Application {
        requireNonNull(id, "id is null");
        requireNonNull(applicant, "applicant is null");
        requireNonNull(state, "state is null");
        requireNonNull(content, "content is null");
        requireNonNull(createdAt, "createdAt is null");
        events = List.copyOf(events);
    }

    /** @param account who did it; nobody for what the house does by itself */
    public record Event(ApplicationState state, Optional<String> account, String reason, Instant happenedAt) {}

    /** The applicant and everybody whom the permit would name. */
    public List<String> people() {
        var ids = new java.util.ArrayList<>(List.of(applicant));
        content.persons().forEach(person -> ids.add(person.id()));
        return List.copyOf(ids);
    }
}
