package pt.arquipelago.node.disclosure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import pt.arquipelago.analysis.noise.Clip;

/**
 * What each record's amount is cut to in one number of a noisy answer.
 *
 * @param name of the column, or of what is no bare column the output that sums it up
 * @param from who says so, of each end: {@code form}, {@code question}, {@code permit}, {@code profile}
 */
public record NoisyAmount(String name, Clip clip, List<String> from) {
    public NoisyAmount {
        requireNonNull(name, "name is null");
        requireNonNull(clip, "clip is null");
        from = List.copyOf(from);
    }
}
