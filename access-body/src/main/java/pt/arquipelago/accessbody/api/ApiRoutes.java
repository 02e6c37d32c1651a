package pt.arquipelago.accessbody.api;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.http.Route;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every route of the API for programs. {@code openapi.yaml} describes them, and a test compares the two. */
public final class ApiRoutes {
    private ApiRoutes() {}

    public static List<Route> of(Services services, Database database, Clock clock) {
        var view = new TaskView(services.nodes());
        var progress = new TaskProgress(services.seeTasks(), services.taskEvents());
        var routes = new ArrayList<Route>();
        routes.addAll(new ServiceApi(database).routes());
        routes.addAll(new SignInApi(services.signIn(), services.sessions()).routes());
        routes.addAll(new DatasetsApi(services.catalog(), services.nodes()).routes());
        routes.addAll(new ApplicationsApi(services.submitApplication(), services.assessApplication(), services.decideApplication(), services.seeApplications()).routes());
        routes.addAll(new PermitsApi(services.seePermits(), services.changePermit(), new Views(clock)).routes());
        routes.addAll(new TasksApi(services.submitTask(), services.seeTasks(), services.seeMeetings(), services.endTasks(), services.reviewOutput(), progress, view).routes());
        return List.copyOf(routes);
    }
}
