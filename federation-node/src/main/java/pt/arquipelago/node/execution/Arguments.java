package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledTerm;

/** What the terms of a pass add up, in the order in which it stands behind the columns of a {@link Layout}. */
final class Arguments {
    private final Layout layout;
    private final List<Column> columns = new ArrayList<>();

    Arguments(Layout layout) {
        this.layout = layout;
    }

    /** A term's argument, if it adds one up. */
    Optional<Argument> of(int index, CompiledTerm term) {
        return type(term).map(type -> add(FlatRelation.argument(index), type));
    }

    /** The same wherever the user's conditions leave it. */
    Argument whole(int index, CompiledTerm term) {
        return add(FlatRelation.whole(index), type(term).orElseThrow());
    }

    List<Column> columns() {
        return columns;
    }

    private static Optional<DataType> type(CompiledTerm term) {
        return term.term().kind() == Kind.SUM ? Optional.of(term.argument().orElseThrow().dataType())
                : term.term().kind() == Kind.MOMENTS ? Optional.of(DataTypes.DoubleType) : Optional.empty();
    }

    private Argument add(String column, DataType type) {
        Argument argument = Argument.of(layout.first() + columns.size(), type);
        columns.add(argument.column(column));
        return argument;
    }
}
