package pt.arquipelago.demo.start;

import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole main job on this machine: three institutions, a catalogue and an access body as separate processes. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
        "Start a catalogue, an access body and three institutions with synthetic data, run the whole main job, and stay up.",
        "Everything listens on 127.0.0.1 only. Ctrl-C stops it; a second start with the same --dir goes on with it."})
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--dir", paramLabel = "DIR", defaultValue = "demo-state", description = "Folder of all state (default: ${DEFAULT-VALUE}).")
    private Path dir;

    @Option(names = "--patients", paramLabel = "N", defaultValue = "30000", description = "Patients over the three institutions (default: ${DEFAULT-VALUE}).")
    private int patients;

    @Option(names = "--once", description = "End after the result: 0, or 1 with the step that failed.")
    private boolean once;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Port of the portal; a free one if it is taken (default: ${DEFAULT-VALUE}).")
    private int port;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        Progress progress = new Progress(out, Clock.systemUTC());
        CountDownLatch stop = new CountDownLatch(1);
        Federation federation = null;
        try {
            DemoFolder folder = DemoFolder.open(dir);
            Addresses addresses = Addresses.free(port, port + 1);
            Federation started = new Federation(FrontDoor.find(), folder, addresses, progress);
            federation = started;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                stop.countDown();
            }));
            started.start(patients);
            HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
            tell(new Story(http, addresses, folder.secrets().of("permits"), progress), progress);
            progress.say(new Guide(folder, addresses).text());
            if (!once) {
                started.awaitTrouble(stop);
            }
            return 0;
        } catch (StepFailed e) {
            progress.say("FAILED: " + e.getMessage() + "\nNext: " + e.remedy());
            return 1;
        } finally {
            if (federation != null) {
                federation.close();
            }
        }
    }

    private static void tell(Story story, Progress progress) {
        String permit = story.permit();
        progress.step("Asking: " + Questions.MEDICINES.title());
        Answer first = story.ask(permit, Questions.MEDICINES).required();
        progress.step(String.format("Combined after %.1f s; %d rows, %.0f %% of them whole", first.combined().toMillis() / 1000.0, first.result().path("rows").size(),
                100 * first.wholeRows()));
        progress.say(first.table());
        for (Questions question : Questions.FURTHER) {
            progress.step("Asking: " + question.title());
            Answer answer = story.ask(permit, question).required();
            switch (question.ending()) {
                case REFUSED -> progress.step("Refused, as it must be. " + answer.refusal());
                case SUPPRESSED -> progress.step("Suppressed, as it must be:\n" + answer.table());
                case RELEASED -> {
                    progress.step(String.format("Combined after %.1f s; %d rows, %.0f %% of them whole", answer.combined().toMillis() / 1000.0,
                            answer.result().path("rows").size(), 100 * answer.wholeRows()));
                    progress.say(answer.table());
                }
            }
        }
    }
}
