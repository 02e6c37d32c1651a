package pt.arquipelago.demo.generate;

import java.util.Locale;
import java.util.function.Consumer;

/** Says every few seconds how far it is: rows, rows a second, the time left. */
final class Progress {

    private static final double SECONDS = 2;

    private final Consumer<String> say;
    private final long started = System.nanoTime();
    private double said;

    Progress(Consumer<String> say) {
        this.say = say;
    }

    void at(long rows, double share) {
        double seconds = (System.nanoTime() - started) / 1e9;
        if (seconds - said < SECONDS || share <= 0) {
            return;
        }
        said = seconds;
        say.accept(String.format(Locale.ROOT, "%3.0f %%  %,d rows, %,.0f a second, %s left", 100 * share, rows, rows / seconds, left(seconds * (1 - share) / share)));
    }

    private static String left(double seconds) {
        long rest = Math.round(seconds);
        return rest < 90 ? rest + " s" : rest < 5_400 ? (rest + 30) / 60 + " min" : String.format(Locale.ROOT, "%.1f h", rest / 3600.0);
    }
}
