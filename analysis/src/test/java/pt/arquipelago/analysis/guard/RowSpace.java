package pt.arquipelago.analysis.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether answered numbers, of sets of persons that the attacker knows, add up to one person with any coefficients; and then to what. */
final class RowSpace {
    private static final double NOTHING = 1e-7;

    private final List<boolean[]> sets = new ArrayList<>();
    private final List<Double> answers = new ArrayList<>();

    void add(boolean[] set, long answer) {
        sets.add(set);
        answers.add((double) answer);
    }

    /** @param target which person */
    Optional<Double> valueOf(int target) {
        List<Integer> patterns = patterns(target);
        if (patterns.isEmpty()) {
            return Optional.empty();
        }
        // An equation for each pattern: the coefficients of the sets it is in add up to 1 for hers and to 0 for every other.
        int columns = sets.size();
        double[][] system = new double[patterns.size()][columns + 1];
        for (int row = 0; row < patterns.size(); row++) {
            for (int set = 0; set < columns; set++) {
                system[row][set] = sets.get(set)[patterns.get(row)] ? 1 : 0;
            }
            system[row][columns] = row == 0 ? 1 : 0;
        }
        return solved(system, columns);
    }

    /** One person of each that the sets tell apart, her first; none if somebody else is in the same sets. */
    private List<Integer> patterns(int target) {
        java.util.Map<List<Boolean>, Integer> first = new java.util.LinkedHashMap<>();
        List<Boolean> hers = pattern(target);
        first.put(hers, target);
        int persons = sets.isEmpty() ? 0 : sets.get(0).length;
        for (int person = 0; person < persons; person++) {
            List<Boolean> pattern = pattern(person);
            if (pattern.equals(hers) && person != target) {
                return List.of();
            }
            first.putIfAbsent(pattern, person);
        }
        return List.copyOf(first.values());
    }

    private List<Boolean> pattern(int person) {
        return sets.stream().map(set -> set[person]).toList();
    }

    private Optional<Double> solved(double[][] system, int columns) {
        int rank = 0;
        int[] pivots = new int[columns];
        for (int column = 0; column < columns && rank < system.length; column++) {
            int best = rank;
            for (int row = rank; row < system.length; row++) {
                best = Math.abs(system[row][column]) > Math.abs(system[best][column]) ? row : best;
            }
            if (Math.abs(system[best][column]) < NOTHING) {
                continue;
            }
            double[] chosen = system[best];
            system[best] = system[rank];
            system[rank] = chosen;
            for (int row = 0; row < system.length; row++) {
                double times = row == rank ? 0 : system[row][column] / chosen[column];
                for (int i = column; times != 0 && i <= columns; i++) {
                    system[row][i] -= times * chosen[i];
                }
            }
            pivots[rank++] = column;
        }
        for (int row = rank; row < system.length; row++) {
            if (Math.abs(system[row][columns]) > NOTHING) {
                return Optional.empty();
            }
        }
        double value = 0;
        for (int row = 0; row < rank; row++) {
            value += system[row][columns] / system[row][pivots[row]] * answers.get(pivots[row]);
        }
        return Optional.of(value);
    }
}
