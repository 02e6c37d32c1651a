package pt.arquipelago.analysis.guard;

import static pt.arquipelago.analysis.guard.Asking.column;
import static pt.arquipelago.analysis.guard.Asking.eq;
import static pt.arquipelago.analysis.guard.Asking.in;
import static pt.arquipelago.analysis.guard.Asking.number;
import static pt.arquipelago.analysis.guard.Asking.or;
import static pt.arquipelago.analysis.guard.Asking.persons;
import static pt.arquipelago.analysis.guard.Asking.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import pt.arquipelago.analysis.guard.Platform.Answer;

/**
 * Random halves of a small population whose members are all known (Dinur and Nissim): how many of each half have a code. A member's answer
 * is claimed where all solutions that are found of the equations, each between 0 and 1 for everybody, agree on it.
 */
final class SubsetAttack {
    private static final JsonNode SECRET = eq(column("code"), text("A10"));
    private static final JsonNode MANY = eq(column("region"), text("R1"));
    private static final int SOLUTIONS = 6;
    private static final int SWEEPS = 1_500;

    private final Platform platform;
    private final List<Long> population;
    private final Random random = new Random(3);
    private final List<boolean[]> halves = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private int refused;

    /** @param population who live elsewhere than in R1 */
    SubsetAttack(Platform platform, List<Long> population) {
        this.platform = platform;
        this.population = List.copyOf(population);
    }

    static List<Object[]> population(Visits visits, int count) {
        return visits.persons().stream().filter(person -> !person[Visits.REGION].equals("R1")).limit(count).toList();
    }

    void plain(int questions) {
        for (int i = 0; i < questions; i++) {
            boolean[] half = half();
            enter(half, ask(members(half)));
        }
    }

    /** Each half beside everybody of R1, who are asked for once by themselves. */
    void padded(int questions) {
        Optional<Long> many = ask(MANY);
        for (int i = 0; i < questions; i++) {
            boolean[] half = half();
            Optional<Long> together = ask(or(MANY, members(half)));
            enter(half, together.flatMap(count -> many.map(alone -> count - alone)));
        }
    }

    int answered() {
        return counts.size();
    }

    int refused() {
        return refused;
    }

    /** By member: has the code, or not, or nobody can tell. */
    List<Optional<Boolean>> claims() {
        List<double[]> solutions = new ArrayList<>();
        for (int i = 0; i < SOLUTIONS; i++) {
            solutions.add(solution());
        }
        List<Optional<Boolean>> claims = new ArrayList<>();
        for (int member = 0; member < population.size(); member++) {
            int at = member;
            boolean all = solutions.stream().allMatch(x -> x[at] > 0.75);
            boolean none = solutions.stream().allMatch(x -> x[at] < 0.25);
            claims.add(all || none ? Optional.of(all) : Optional.empty());
        }
        return claims;
    }

    /** From anywhere onto one equation after the other, and back between 0 and 1. */
    private double[] solution() {
        double[] x = random.doubles(population.size()).toArray();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int q = 0; q < halves.size(); q++) {
                boolean[] half = halves.get(q);
                double off = counts.get(q);
                int size = 0;
                for (int i = 0; i < x.length; i++) {
                    off -= half[i] ? x[i] : 0;
                    size += half[i] ? 1 : 0;
                }
                for (int i = 0; i < x.length; i++) {
                    x[i] = half[i] ? Math.max(0, Math.min(1, x[i] + off / size)) : x[i];
                }
            }
        }
        return x;
    }

    private boolean[] half() {
        boolean[] half = new boolean[population.size()];
        for (int i = 0; i < half.length; i++) {
            half[i] = random.nextBoolean();
        }
        return half;
    }

    private JsonNode members(boolean[] half) {
        List<JsonNode> numbers = new ArrayList<>();
        for (int i = 0; i < half.length; i++) {
            if (half[i]) {
                numbers.add(number(population.get(i)));
            }
        }
        return in(column("nr"), numbers.toArray(JsonNode[]::new));
    }

    private Optional<Long> ask(JsonNode members) {
        Answer answer = platform.ask(Asking.of(persons()).where(SECRET, members));
        return answer.rows().isEmpty() ? Optional.empty() : Optional.ofNullable((Long) answer.rows().get(0).cells().get(0));
    }

    private void enter(boolean[] half, Optional<Long> count) {
        if (count.isPresent()) {
            halves.add(half);
            counts.add(count.get());
        } else {
            refused++;
        }
    }
}
