package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pt.arquipelago.analysis.query.ValueType;

/**
 * All that the process which answers jobs knows of a table. It is read from the lake alone: never from a profile.
 *
 * @param table such as {@code source_dem}
 * @param system such as {@code DEM}
 * @param minimumPersons who stand behind a number that leaves, at least: more than permit and institution ask for where the population is small
 */
public record TableDescription(
        String table,
        String system,
        Subject subject,
        List<ProtectedColumn> alsoProtected,
        List<ColumnDescription> columns,
        TableTexts texts,
        TableFigures figures,
        int minimumPersons) {

    private static final String SOURCE = "source_";

    public TableDescription {
        requireNonNull(table, "table is null");
        requireNonNull(system, "system is null");
        requireNonNull(subject, "subject is null");
        alsoProtected = List.copyOf(alsoProtected);
        columns = List.copyOf(columns);
        requireNonNull(texts, "texts is null");
        requireNonNull(figures, "figures is null");
        if (minimumPersons < 1) {
            throw new IllegalArgumentException(table + ": minimumPersons is " + minimumPersons + ", expected 1 or more");
        }
        Set<String> names = new HashSet<>();
        for (ColumnDescription column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(table + ": the column " + column.name() + " stands twice");
            }
        }
        requirePseudonym(table, columns, subject.column(), "subject");
        for (ProtectedColumn other : alsoProtected) {
            requirePseudonym(table, columns, other.column(), "protected column");
        }
    }

    /** Asks for no more persons than permit and institution do. */
    public TableDescription(
            String table, String system, Subject subject, List<ProtectedColumn> alsoProtected,
            List<ColumnDescription> columns, TableTexts texts, TableFigures figures) {
        this(table, system, subject, alsoProtected, columns, texts, figures, 1);
    }

    /** With the name of the table as its title and no figures: for tables made by hand. */
    public TableDescription(
            String table, String system, Subject subject, List<ProtectedColumn> alsoProtected,
            List<ColumnDescription> columns, long maxRowsPerPerson) {
        this(table, system, subject, alsoProtected, columns, TableTexts.titled(table, table),
                new TableFigures(0, 0, maxRowsPerPerson, Optional.empty(), Optional.empty()));
    }

    /** The most rows that one person has in this version (rules, 3.4). */
    public long maxRowsPerPerson() {
        return figures.maxRowsPerPerson();
    }

    public TableDescription withFigures(TableFigures other) {
        return new TableDescription(table, system, subject, alsoProtected, columns, texts, other, minimumPersons);
    }

    /** Of a table that keeps rows which an earlier profile let in. */
    public TableDescription over(TableDescription earlier) {
        List<ColumnDescription> weaker = columns.stream().map(column -> earlier.column(column.name()).map(column::over).orElse(column.withRequired(false))).toList();
        return new TableDescription(table, system, subject, alsoProtected, weaker, texts, figures, minimumPersons);
    }

    /** The name under which a question knows the table: without {@code source_}. */
    public String view() {
        return table.startsWith(SOURCE) ? table.substring(SOURCE.length()) : table;
    }

    public Optional<ColumnDescription> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    public ColumnDescription subjectColumn() {
        return column(subject.column()).orElseThrow();
    }

    /**
     * The columns that name a person as such: the subject, and other persons of the row, such as a family member; not
     * professionals in their profession.
     */
    public List<String> personColumns() {
        if (subject instanceof Subject.EachRow) {
            return List.of();
        }
        Set<String> professionals = alsoProtected.stream().filter(other -> other.type().equals("professional")).map(ProtectedColumn::column).collect(Collectors.toSet());
        Set<String> persons = new LinkedHashSet<>(List.of(subject.column()));
        alsoProtected.stream().map(ProtectedColumn::column).filter(column -> !professionals.contains(column)).forEach(persons::add);
        columns.stream().filter(column -> column.identifierType().filter("subject"::equals).isPresent()).forEach(column -> persons.add(column.name()));
        return List.copyOf(persons);
    }

    private static void requirePseudonym(String table, List<ColumnDescription> columns, String name, String what) {
        ColumnDescription column = columns.stream().filter(c -> c.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(table + ": the " + what + " " + name + " is no column"));
        if (!column.isPseudonym() || !column.type().equals(ValueType.BIGINT)) {
            throw new IllegalArgumentException(table + ": the " + what + " " + name + " is no BIGINT pseudonym");
        }
    }
}
