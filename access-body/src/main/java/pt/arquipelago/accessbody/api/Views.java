package pt.arquipelago.accessbody.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import pt.arquipelago.accessbody.account.Role;
import pt.arquipelago.accessbody.account.Session;
import pt.arquipelago.accessbody.application.Application;
import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.permit.IssuedPermit;
import pt.arquipelago.policies.signature.StrictJson;

import java.time.Clock;
import java.util.Collection;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/** What the API shows of accounts, applications, permits and nodes. */
final class Views {
    private final Clock clock;

    Views(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Every list of the API stands under {@code items}, so that more may be said of it one day. */
    static <T> ObjectNode list(Collection<T> items, Function<T, ? extends JsonNode> view) {
        ObjectNode whole = Json.object();
        ArrayNode array = whole.putArray("items");
        items.forEach(item -> array.add(view.apply(item)));
        return whole;
    }

    static ObjectNode session(Session session) {
        ObjectNode view = Json.object().put("token", session.token()).put("user", session.account().id()).put("name", session.account().displayName());
        session.account().roles().stream().map(Role::word).sorted().forEach(view.putArray("roles")::add);
        return view.put("expires_at", session.expiresAt().toString());
    }

    static ObjectNode application(Application application) {
        ObjectNode view = Json.object().put("id", application.id()).put("applicant", application.applicant()).put("state", application.state().word());
        view.set("content", Json.tree(application.content()));
        view.put("created_at", application.createdAt().toString());
        application.lapsesAt().ifPresent(at -> view.put("lapses_at", at.toString()));
        application.permit().ifPresent(permit -> view.put("permit", permit));
        ArrayNode events = view.putArray("events");
        application.events().forEach(event -> {
            ObjectNode entry = events.addObject().put("state", event.state().word());
            event.account().ifPresent(account -> entry.put("account", account));
            entry.put("reason", event.reason()).put("happened_at", event.happenedAt().toString());
        });
        return view;
    }

    ObjectNode permit(IssuedPermit permit) {
        ObjectNode view = Json.object().put("id", permit.id()).put("application", permit.application()).put("state", permit.stateAt(clock.instant()).word());
        view.set("permit", StrictJson.write(permit.claims()));
        view.put("jws", permit.jws()).put("issued_at", permit.issuedAt().toString()).put("expires_at", permit.expiresAt().toString());
        ArrayNode events = view.putArray("events");
        permit.events().forEach(event -> {
            ObjectNode entry = events.addObject().put("state", event.state().word());
            event.account().ifPresent(account -> entry.put("account", account));
            entry.put("reason", event.reason()).put("happened_at", event.happenedAt().toString());
        });
        return view;
    }

    static ObjectNode node(Nodes.Presence presence) {
        ObjectNode view = Json.object().put("node", presence.node().id()).put("name", presence.node().name()).put("state", presence.contact().state());
        presence.contact().seenAt().ifPresent(at -> view.put("seen_at", at.toString()));
        presence.contact().flag().ifPresent(flag -> view.put("flag", flag));
        return view;
    }
}
