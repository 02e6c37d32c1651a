package pt.arquipelago.analysis.noise;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.noise.NoisyNumber.Part;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;

/**
 * How a question is answered with noise, fixed before anything is read: every number that leaves, what one person can change in it, and its
 * noise. The rows of a table are apart, so that a person who is in few of them changes few.
 *
 * @param grid whether all rows are known from declared codes: none is there or not because of a person
 * @param threshold the noisy number of persons from which on a row is shown, where there is no grid
 * @param rho what the answer costs
 */
public record NoisePlan(Limits limits, boolean grid, long threshold, Rho rho, List<NoisyNumber> numbers) {
    /** Counts of records are kept in such parts of one, since whose records are too many counts in proportion less. */
    private static final long PARTS = 256;
    /** Amounts are kept in such parts of the largest one. */
    private static final long STEPS = 1L << 24;
    private static final int MOST_NUMBERS = 1_000;

    public NoisePlan {
        requireNonNull(limits, "limits is null");
        requireNonNull(rho, "rho is null");
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || numbers.size() > MOST_NUMBERS || threshold < 0) {
            throw new IllegalArgumentException("no noisy numbers, more than " + MOST_NUMBERS + ", or a negative threshold");
        }
    }

    /**
     * @param clips by term, of those that are sums or moments
     * @throws IllegalArgumentException for a count of codes, which no bound on persons holds
     */
    public static NoisePlan of(AggregateQuery query, Limits limits, Map<Integer, Clip> clips, Rho rho) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < query.terms().size(); i++) {
            add(drafts, i, query.terms().get(i), limits, clips.get(i));
        }
        boolean grid = query.wholeGrid();
        int presence = grid ? -1 : presence(query);
        if (!grid && presence < 0) {
            drafts.add(new Draft(NoisyNumber.PRESENCE, Part.COUNT, 1, 0, 1));
        }
        Rho each = rho.part(drafts.size());
        if (each.billionths() == 0) {
            throw new IllegalArgumentException("rho is too small for so many numbers");
        }
        List<NoisyNumber> numbers = drafts.stream().map(draft -> draft.with(limits.rows(), each)).toList();
        int of = presence < 0 ? NoisyNumber.PRESENCE : presence;
        long threshold = grid ? 0 : Presence.threshold(limits.rows(), numbers.stream().filter(number -> number.term() == of).findFirst().orElseThrow().deviation());
        return new NoisePlan(limits, grid, threshold, rho, numbers);
    }

    /** The chance, over all rows together, that one is shown which one person alone makes. */
    public double delta() {
        return grid ? 0 : Presence.DELTA;
    }

    /** Which number says whether a row is shown: that of all persons, if the question asks for it, or one of its own. */
    int presenceNumber(AggregateQuery query) {
        int term = presence(query);
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).term() == (term < 0 ? NoisyNumber.PRESENCE : term)) {
                return i;
            }
        }
        throw new IllegalStateException("a plan without a grid has a number of persons");
    }

    private static int presence(AggregateQuery query) {
        for (int i = 0; i < query.terms().size(); i++) {
            if (query.terms().get(i).kind() == Kind.PERSONS && query.terms().get(i).condition().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private record Draft(int term, Part part, double unit, double centre, long bound) {
        NoisyNumber with(int rows, Rho rho) {
            return new NoisyNumber(term, part, unit, centre, bound, Variance.of(NoisyNumber.squaredSensitivity(bound, rows), rho));
        }
    }

    private static void add(List<Draft> drafts, int index, Term term, Limits limits, Clip clip) {
        long most = limits.records();
        switch (term.kind()) {
            case PERSONS -> drafts.add(new Draft(index, Part.COUNT, 1, 0, 1));
            case DOCUMENTS -> drafts.add(new Draft(index, Part.COUNT, 1, 0, most));
            case RECORDS -> drafts.add(new Draft(index, Part.COUNT, 1.0 / PARTS, 0, most * PARTS));
            case SUM -> drafts.add(new Draft(index, Part.SUM, required(clip).most() / STEPS, 0, most * STEPS));
            case MOMENTS -> {
                double half = required(clip).half();
                drafts.add(new Draft(index, Part.COUNT, 1.0 / PARTS, 0, most * PARTS));
                drafts.add(new Draft(index, Part.SUM, half / STEPS, clip.middle(), most * STEPS));
                drafts.add(new Draft(index, Part.SQUARES, half * half / STEPS, clip.middle(), most * STEPS));
            }
            case VALUES -> throw new IllegalArgumentException("a count of codes is not answered with noise");
        }
    }

    private static Clip required(Clip clip) {
        if (clip == null) {
            throw new IllegalArgumentException("an amount has no range");
        }
        return clip;
    }

    public ObjectNode toJson() {
        return NoisePlanJson.write(this);
    }

    /** @throws pt.arquipelago.analysis.InvalidFormat if it is no plan of this query, to the letter */
    public static NoisePlan fromJson(JsonNode json, AggregateQuery query) {
        return NoisePlanJson.read(json, query);
    }
}
