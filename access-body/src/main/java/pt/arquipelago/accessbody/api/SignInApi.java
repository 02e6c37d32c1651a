package pt.arquipelago.accessbody.api;

import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.account.Sessions;
import pt.arquipelago.accessbody.account.SignIn;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** Signing in and out, for programs. */
final class SignInApi {
    private final SignIn signIn;
    private final Sessions sessions;

    SignInApi(SignIn signIn, Sessions sessions) {
        this.signIn = requireNonNull(signIn, "signIn is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    List<Route> routes() {
        return List.of(Route.post("/api/v1/sign-in", this::signIn), Route.post("/api/v1/sign-out", this::signOut));
    }

    private record Credentials(String user, char[] password) {
        private Credentials {
            requireNonNull(user, "user is null");
            requireNonNull(password, "password is null");
        }
    }

    private Answer signIn(Call call) {
        Authorisation.open(call.caller());
        Credentials credentials = call.json(Credentials.class);
        return Answer.json(200, Views.session(signIn.signIn(credentials.user(), credentials.password(), call.clientAddress())));
    }

    private Answer signOut(Call call) {
        Authorisation.signedIn(call.caller());
        call.session().ifPresent(session -> sessions.close(session.token()));
        return Answer.empty(204);
    }
}
