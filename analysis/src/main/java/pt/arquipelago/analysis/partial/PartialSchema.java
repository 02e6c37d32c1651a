package pt.arquipelago.analysis.partial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import pt.arquipelago.analysis.arrow.ArrowColumns;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * The one Arrow schema of a query's partials: {@code k0…} the keys; for each term {@code t0} (MOMENTS: {@code t0_n}, {@code t0_mean},
 * {@code t0_m2}; VALUES: a list), {@code t0_reason} if suppressed, {@code t0_persons} if not.
 */
final class PartialSchema {
    static final String VERSION = "1";

    private PartialSchema() {}

    static Schema of(AggregateQuery query) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < query.keys().size(); i++) {
            fields.add(ArrowColumns.field(key(i), query.keys().get(i).type()));
        }
        for (int i = 0; i < query.terms().size(); i++) {
            addTerm(fields, i, query.terms().get(i));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("arquipelago.query_digest", query.digest());
        metadata.put("arquipelago.version", VERSION);
        return new Schema(fields, metadata);
    }

    private static void addTerm(List<Field> fields, int index, Term term) {
        if (term.kind() == Kind.MOMENTS) {
            fields.add(ArrowColumns.field(term(index) + "_n", ValueType.BIGINT));
            fields.add(ArrowColumns.field(term(index) + "_mean", ValueType.DOUBLE));
            fields.add(ArrowColumns.field(term(index) + "_m2", ValueType.DOUBLE));
        } else if (term.kind() == Kind.VALUES) {
            Field element = ArrowColumns.field("element", term.type());
            fields.add(new Field(term(index), FieldType.nullable(ArrowType.List.INSTANCE), List.of(element)));
        } else {
            fields.add(ArrowColumns.field(term(index), term.type()));
        }
        fields.add(ArrowColumns.field(reason(index), ValueType.STRING));
        fields.add(ArrowColumns.field(persons(index), ValueType.INT));
    }

    static String key(int index) {
        return "k" + index;
    }

    static String term(int index) {
        return "t" + index;
    }

    static String reason(int index) {
        return term(index) + "_reason";
    }

    static String persons(int index) {
        return term(index) + "_persons";
    }
}
