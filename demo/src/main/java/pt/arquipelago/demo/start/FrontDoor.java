package pt.arquipelago.demo.start;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The script {@code ./arquipelago}, through which every process of the demonstration is started.
 *
 * @param script absolute path of the script
 */
record FrontDoor(Path script) {
    /** The script in the folder that started this process, as the script itself names it. */
    static FrontDoor find() {
        Path script = Path.of(System.getProperty("arquipelago.root", ".")).toAbsolutePath().normalize().resolve("arquipelago");
        if (!Files.isExecutable(script)) {
            throw new StepFailed("there is no front door at " + script, "start the demonstration by ./arquipelago demo");
        }
        return new FrontDoor(script);
    }
}
