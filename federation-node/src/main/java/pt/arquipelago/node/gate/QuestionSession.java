package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.classic.Dataset;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;

/** A fresh session that holds nothing but the permit's views and the allowed functions. */
final class QuestionSession {
    private static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.runSQLOnFiles", "false",
            "spark.sql.variable.substitute", "false",
            "spark.sql.ansi.enabled", "true",
            "spark.sql.caseSensitive", "false",
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.datetime.java8API.enabled", "true");

    private QuestionSession() {}

    static org.apache.spark.sql.classic.SparkSession open(SparkSession parent, List<PermittedView> views) {
        var session = (org.apache.spark.sql.classic.SparkSession) parent.newSession();
        SETTINGS.forEach((key, value) -> session.conf().set(key, value));
        strip(session.sessionState().functionRegistry(), true);
        strip(session.sessionState().tableFunctionRegistry(), false);
        for (PermittedView view : views) {
            register(session, view);
        }
        return session;
    }

    private static void strip(FunctionRegistryBase<?> registry, boolean keepAllowed) {
        for (FunctionIdentifier function : Trees.list(registry.listFunction())) {
            if (!keepAllowed || !AllowedList.FUNCTIONS.has(function.funcName().toLowerCase(Locale.ROOT))) {
                registry.dropFunction(function);
            }
        }
    }

    private static void register(org.apache.spark.sql.classic.SparkSession session, PermittedView view) {
        Dataset<?> relation = Dataset.ofRows(session, ((Dataset<?>) view.relation()).queryExecution().analyzed());
        List<String> present = List.of(relation.columns());
        TableDescription description = view.description();
        List<Column> shown = new ArrayList<>();
        for (ColumnDescription column : description.columns()) {
            boolean permitted = column.isPseudonym() || view.columns().contains(column.name());
            if (permitted && present.contains(column.name()) && !column.name().equals(Subject.PERSON)) {
                shown.add(relation.col(quoted(column.name())));
            }
        }
        shown.add(relation.col(quoted(description.subject().column())).as(Subject.PERSON));
        relation.select(shown.toArray(Column[]::new)).createOrReplaceTempView(quoted(view.name()));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

}
