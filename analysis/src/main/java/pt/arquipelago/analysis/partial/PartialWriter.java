package pt.arquipelago.analysis.partial;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import pt.arquipelago.analysis.arrow.ArrowColumns;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.query.Moments;

/** Fills the columns of a partial's schema with rows. */
final class PartialWriter {
    private final VectorSchemaRoot root;
    private final Map<String, FieldVector> columns = new HashMap<>();

    PartialWriter(VectorSchemaRoot root) {
        this.root = root;
        root.getFieldVectors().forEach(vector -> columns.put(vector.getName(), vector));
    }

    void write(List<PartialRow> rows) {
        root.allocateNew();
        for (int row = 0; row < rows.size(); row++) {
            writeRow(row, rows.get(row));
        }
        root.setRowCount(rows.size());
    }

    private void writeRow(int row, PartialRow values) {
        for (int i = 0; i < values.keys().size(); i++) {
            set(PartialSchema.key(i), row, values.keys().get(i));
        }
        for (int i = 0; i < values.cells().size(); i++) {
            if (values.cells().get(i) instanceof Suppressed suppressed) {
                set(PartialSchema.reason(i), row, suppressed.reason().outside().label());
            } else {
                Released released = (Released) values.cells().get(i);
                set(PartialSchema.persons(i), row, (long) released.personsAtLeast());
                writeValue(PartialSchema.term(i), row, released.value());
            }
        }
    }

    private void writeValue(String name, int row, Object value) {
        if (value instanceof Moments moments) {
            set(name + "_n", row, moments.n());
            set(name + "_mean", row, moments.mean());
            set(name + "_m2", row, moments.m2());
        } else if (value instanceof List<?> values) {
            ListVector list = (ListVector) columns.get(name);
            FieldVector elements = list.getDataVector();
            int start = list.startNewValue(row);
            for (int i = 0; i < values.size(); i++) {
                ArrowColumns.set(elements, start + i, values.get(i));
            }
            list.endValue(row, values.size());
        } else {
            set(name, row, value);
        }
    }

    private void set(String name, int row, Object value) {
        if (value != null) {
            ArrowColumns.set(columns.get(name), row, value);
        }
    }
}
