package pt.arquipelago.accessbody.task;

import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.analysis.guard.Encounters;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;
import pt.arquipelago.policies.permit.OrderMode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * Which earlier rows of the same permit a checked question would meet, or stand nearest to a suppressed cell: by the forms of the caller's
 * own questions alone, so that it says nothing that the caller could not work out. Why an institution suppressed a cell it does not know.
 */
public final class SeeMeetings {
    private static final int MOST_QUESTIONS = 100;
    private static final int MOST_MEETINGS = 200;

    private final Database database;
    private final SeeTasks tasks;

    public SeeMeetings(Database database, SeeTasks tasks) {
        this.database = requireNonNull(database, "database is null");
        this.tasks = requireNonNull(tasks, "tasks is null");
    }

    /**
     * @param cell row and column of the result, of a suppressed cell
     * @param keys values of the new row's keys, an element may be null
     * @param column of the new question, if one shows the number
     * @param question the earlier one
     * @param of values of its row's keys
     * @param same whether it is the same number, but for missing values; else one condition is another
     */
    public record Meeting(Optional<List<Integer>> cell, List<Object> keys, Optional<String> column, String question, List<Object> of, boolean same) {}

    public List<Meeting> of(Caller caller, Task task) {
        Optional<AggregateQuery> query = query(task);
        boolean checked = task.state() == TaskState.CHECKED;
        if (query.isEmpty() || !checked && task.state() != TaskState.RELEASED) {
            return List.of();
        }
        Encounters earlier = new Encounters(earlier(caller, task));
        List<Meeting> meetings = checked
                ? earlier.of(query.get()).stream().map(encounter -> meeting(Optional.empty(), query.get(), encounter)).toList()
                : suppressed(task, query.get(), earlier);
        return meetings.stream().limit(MOST_MEETINGS).toList();
    }

    private List<Meeting> suppressed(Task task, AggregateQuery query, Encounters earlier) {
        ResultTable result = result(task).orElseThrow();
        Optional<List<Integer>> places = keys(query);
        List<Meeting> meetings = new ArrayList<>();
        for (SuppressedCell cell : places.isEmpty() ? List.<SuppressedCell>of() : result.suppressed()) {
            if (cell.reason().equals(SuppressedCell.DISCLOSURE) && meetings.size() < MOST_MEETINGS) {
                List<Object> row = at(result.rows().get(cell.row()), places.get());
                for (int term : query.outputs().get(cell.column()).expr().terms()) {
                    earlier.of(query, row, term).forEach(encounter -> meetings.add(meeting(Optional.of(List.of(cell.row(), cell.column())), query, encounter)));
                }
            }
        }
        return meetings;
    }

    private static Meeting meeting(Optional<List<Integer>> cell, AggregateQuery query, Encounters.Encounter encounter) {
        Optional<String> column = cell.map(at -> query.outputs().get(at.get(1)).name())
                .or(() -> query.outputs().stream().filter(output -> output.expr().terms().contains(encounter.term())).map(Output::name).findFirst());
        return new Meeting(cell, encounter.row(), column, encounter.question(), encounter.of(), encounter.same());
    }

    private List<Encounters.Asked> earlier(Caller caller, Task task) {
        Set<String> digests = new LinkedHashSet<>();
        Predicate<Task> before = other -> other.createdAt().isBefore(task.createdAt()) && other.mode() == OrderMode.RUN && other.state() == TaskState.RELEASED;
        return tasks.under(caller, task.permit()).stream().filter(before).filter(other -> digests.add(other.questionDigest())).limit(MOST_QUESTIONS)
                .flatMap(other -> asked(other).stream()).toList();
    }

    private Optional<Encounters.Asked> asked(Task task) {
        Optional<AggregateQuery> query = query(task);
        Optional<List<Integer>> places = query.flatMap(SeeMeetings::keys);
        return places.flatMap(at -> result(task)).map(result -> new Encounters.Asked(task.id(), query.orElseThrow(),
                IntStream.range(0, result.rows().size()).filter(row -> shows(query.orElseThrow(), result, row)).mapToObj(row -> at(result.rows().get(row), places.get())).distinct().toList()));
    }

    /** Whether a row shows a number at all. */
    private static boolean shows(AggregateQuery query, ResultTable result, int row) {
        return IntStream.range(0, query.outputs().size()).anyMatch(column -> !query.outputs().get(column).expr().terms().isEmpty() && result.rows().get(row).get(column) != null);
    }

    private static List<Object> at(List<Object> row, List<Integer> places) {
        return Arrays.asList(places.stream().map(row::get).toArray());
    }

    /** In which columns the keys stand, if each stands in one and no row is a total over some. */
    private static Optional<List<Integer>> keys(AggregateQuery query) {
        List<Integer> places = new ArrayList<>();
        for (int key = 0; key < query.keys().size(); key++) {
            Expr wanted = new Expr.KeyRef(key);
            IntStream.range(0, query.outputs().size()).filter(column -> query.outputs().get(column).expr().equals(wanted)).findFirst().ifPresent(places::add);
        }
        return places.size() == query.keys().size() && query.groupings().isEmpty() ? Optional.of(places) : Optional.empty();
    }

    /** As the first institution that answered understood it; with noise nothing meets. */
    private static Optional<AggregateQuery> query(Task task) {
        return task.nodes().stream().filter(share -> share.state() == NodeTaskState.RELEASED || share.state() == NodeTaskState.CHECKED).map(CombinePartials::manifest)
                .filter(manifest -> manifest.noise().isEmpty()).findFirst().map(manifest -> AggregateQuery.fromJson(manifest.query().orElseThrow()));
    }

    private Optional<ResultTable> result(Task task) {
        return database.transaction(handle -> ResultRows.find(handle, task.id()));
    }
}
