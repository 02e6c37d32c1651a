package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;

/** Every SNS table as its profile describes it, with all of its columns permitted. */
public final class ProfileViews {
    public static final List<TableDescription> ALL = ProfileReader.SYSTEMS.stream().map(ProfileReader::named)
            .map(profile -> profile.describe(TableFigures.none(), false)).toList();

    private ProfileViews() {}

    public static List<PermittedView> views(Function<TableDescription, Dataset<Row>> relation) {
        List<PermittedView> views = new ArrayList<>();
        for (TableDescription table : ALL) {
            Set<String> columns = new HashSet<>(table.columns().stream().map(ColumnDescription::name).toList());
            views.add(new PermittedView(table.view(), table, columns, relation.apply(table)));
        }
        return views;
    }

    public static StructType schema(TableDescription table) {
        return SampleViews.schema(table);
    }

    /** Over relations that fail as soon as a row is asked for. */
    static List<PermittedView> unreadable(SparkSession session) {
        return views(table -> SampleViews.unreadable(session, table));
    }
}
