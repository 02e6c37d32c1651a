package pt.arquipelago.accessbody;

import pt.arquipelago.accessbody.account.Sessions;
import pt.arquipelago.accessbody.account.SignIn;
import pt.arquipelago.accessbody.application.AssessApplication;
import pt.arquipelago.accessbody.application.DecideApplication;
import pt.arquipelago.accessbody.application.PermitDraft;
import pt.arquipelago.accessbody.application.SeeApplications;
import pt.arquipelago.accessbody.application.SubmitApplication;
import pt.arquipelago.accessbody.catalog.CatalogClient;
import pt.arquipelago.accessbody.config.AccessBodyConfig;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.exchange.NodeAuthentication;
import pt.arquipelago.accessbody.exchange.NodeRoutes;
import pt.arquipelago.accessbody.exchange.PollOrders;
import pt.arquipelago.accessbody.node.AuditWatch;
import pt.arquipelago.accessbody.node.NodeSignals;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.permit.ChangePermit;
import pt.arquipelago.accessbody.permit.PermitKeystore;
import pt.arquipelago.accessbody.permit.SeePermits;
import pt.arquipelago.accessbody.permit.StatusLists;
import pt.arquipelago.accessbody.policy.PublishedPolicy;
import pt.arquipelago.accessbody.task.AnalysisCombiner;
import pt.arquipelago.accessbody.task.CombinePartials;
import pt.arquipelago.accessbody.task.Dispatch;
import pt.arquipelago.accessbody.task.EndTasks;
import pt.arquipelago.accessbody.task.FinishTask;
import pt.arquipelago.accessbody.task.NodeAnswers;
import pt.arquipelago.accessbody.task.Orders;
import pt.arquipelago.accessbody.task.ReviewOutput;
import pt.arquipelago.accessbody.task.SeeMeetings;
import pt.arquipelago.accessbody.task.SeeTasks;
import pt.arquipelago.accessbody.task.SubmitTask;
import pt.arquipelago.accessbody.task.TaskEvents;
import pt.arquipelago.accessbody.task.UndeclaredRules;
import pt.arquipelago.policies.permit.ManifestVerifier;
import pt.arquipelago.policies.permit.NodeRequest;
import pt.arquipelago.policies.permit.NodeRequestVerifier;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The use cases of the access body, one object each, shared by the API, the portal and the exchange with nodes. */
public record Services(
        Sessions sessions,
        SignIn signIn,
        CatalogClient catalog,
        Nodes nodes,
        SubmitApplication submitApplication,
        AssessApplication assessApplication,
        DecideApplication decideApplication,
        SeeApplications seeApplications,
        SeePermits seePermits,
        ChangePermit changePermit,
        SubmitTask submitTask,
        SeeTasks seeTasks,
        UndeclaredRules undeclaredRules,
        SeeMeetings seeMeetings,
        EndTasks endTasks,
        ReviewOutput reviewOutput,
        TaskEvents taskEvents,
        NodeRoutes nodeRoutes,
        Housekeeping housekeeping) {
    static Services of(AccessBodyConfig config, Map<String, String> environment, Database database, Clock clock, Duration hold) {
        Keys keys = new Keys(environment);
        Background background = new Background();
        Sessions sessions = new Sessions(database, clock);
        CatalogClient catalog = new CatalogClient(config.catalog().url(), clock);
        Nodes nodes = new Nodes(config.nodes().stream().map(keys::node).toList(), database, clock);
        NodeSignals signals = new NodeSignals();
        TaskEvents events = new TaskEvents(database);
        FinishTask finish = new FinishTask(database, events, new CombinePartials(database, new AnalysisCombiner()), config.outputCheck(), background.work(), clock);
        EndTasks ends = new EndTasks(database, events, signals, finish, clock);
        AuditWatch audit = new AuditWatch(database, nodes.keys(), clock);
        Dispatch dispatch = new Dispatch(database, events, clock);
        AssessApplication assess = new AssessApplication(database, clock);
        NodeAuthentication authentication = new NodeAuthentication(new NodeRequestVerifier(NodeRequest.ACCESS_BODY, nodes.keys(), clock), clock);
        StatusLists statusLists = new StatusLists(database, keys.open("keys.status", config.keys().status()), config.issuer(), clock);
        PublishedPolicy policy = new PublishedPolicy(database);
        PollOrders poll = new PollOrders(authentication, nodes, audit, dispatch, ends, statusLists, policy, signals, background.work(), hold.toMillis());
        NodeAnswers answers = new NodeAnswers(database, nodes, new ManifestVerifier(config.issuer(), nodes.keys()), audit, finish, clock);
        SeeTasks seeTasks = new SeeTasks(database);
        Orders orders = new Orders(keys.open("keys.orders", config.keys().orders()), config.issuer());
        return new Services(
                sessions,
                new SignIn(database, sessions, clock),
                catalog,
                nodes,
                new SubmitApplication(database, catalog, clock),
                assess,
                new DecideApplication(database, new PermitDraft(catalog, config.issuer(), clock), new PermitKeystore(config.keys().permits().keystore()), clock),
                new SeeApplications(database),
                new SeePermits(database),
                new ChangePermit(database, clock),
                new SubmitTask(database, nodes, orders, signals, events, Duration.ofSeconds(config.taskTimeLimitSeconds()), clock),
                seeTasks,
                new UndeclaredRules(database),
                new SeeMeetings(database, seeTasks),
                ends,
                new ReviewOutput(database, events, clock),
                events,
                new NodeRoutes(authentication, poll, dispatch, answers, policy),
                new Housekeeping(background, signals, ends, finish, assess));
    }

    void start() {
        housekeeping.start();
    }

    void stop() {
        housekeeping.stop();
    }
}
