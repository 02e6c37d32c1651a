package pt.arquipelago.node.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunction;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.Treatment;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.pseudonym.Pseudonymiser;

/**
 * What the engine cannot do by itself, given to it in Java: whole vectors go in and out. A value without canonical form
 * becomes NULL. Nothing thrown here names a value, for the engine would print it.
 */
final class Functions {
    static final String EACH_ROW = "arquipelago_each_row";
    static final String TERRITORY = "arquipelago_territory";

    private final Connection connection;

    Functions(Connection connection) {
        this.connection = connection;
    }

    static String pseudonym(IdentifierType type) {
        return "arquipelago_pseudonym_" + type.name().toLowerCase(Locale.ROOT);
    }

    static String form(String name) {
        return "arquipelago_form_" + name.toLowerCase(Locale.ROOT);
    }

    /** Registers what the profile needs. */
    void register(Profile profile, Pseudonymiser pseudonymiser) throws SQLException {
        Set<IdentifierType> types = new HashSet<>();
        for (SourceColumn column : profile.columns()) {
            for (SourceColumn.LakeColumn lake : column.makes()) {
                if (lake.treatment() instanceof Treatment.Pseudonym pseudonym) {
                    types.add(pseudonym.type());
                }
            }
        }
        for (IdentifierType type : types) {
            vector(pseudonym(type), DuckDBColumnType.BIGINT, (in, out) -> pseudonyms(pseudonymiser, type, in, out));
        }
        Set<String> forms = new HashSet<>();
        for (SourceColumn column : profile.columns()) {
            if (column.check().isPresent() && forms.add(column.check().get().name())) {
                CanonicalForm form = column.check().get().form();
                vector(form(column.check().get().name()), DuckDBColumnType.BOOLEAN, (in, out) -> forms(form, in, out));
            }
        }
        AtomicLong next = new AtomicLong(1);
        vector(EACH_ROW, DuckDBColumnType.BIGINT, (in, out) -> number(next, in, out));
        territory(Territory.portugal());
    }

    private void territory(Territory territory) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE " + TERRITORY + " (dico VARCHAR PRIMARY KEY, nuts3 VARCHAR)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + TERRITORY + " VALUES (?, ?)")) {
            for (String dico : territory.parts().stream().map(Municipality::dico).distinct().toList()) {
                insert.setString(1, dico);
                insert.setString(2, territory.ofDico(dico).orElseThrow().nuts3());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void vector(String name, DuckDBColumnType result, DuckDBScalarFunction function) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            // Volatile: else the engine would copy the call into the filter and compute each pseudonym twice.
            builder.withName(name).withParameter(DuckDBColumnType.VARCHAR).withReturnType(result).withVolatile()
                    .withVectorizedFunction(silent(function)).register(connection);
        }
    }

    private static DuckDBScalarFunction silent(DuckDBScalarFunction function) {
        return (in, out) -> {
            try {
                function.apply(in, out);
            } catch (RuntimeException e) {
                throw new IllegalStateException("a function of the ingest failed: " + e.getClass().getSimpleName());
            }
        };
    }

    private static void pseudonyms(Pseudonymiser pseudonymiser, IdentifierType type, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        int rows = (int) in.rowCount();
        DuckDBReadableVector values = in.vector(0);
        byte[][] canonical = new byte[rows][];
        long[] pseudonyms = new long[rows];
        byte[] form = new byte[CanonicalForm.MAX_LENGTH];
        for (int i = 0; i < rows; i++) {
            int length = write(type, values, i, form);
            canonical[i] = length < 0 ? null : Arrays.copyOf(form, length);
        }
        pseudonymiser.pseudonyms(type, canonical, pseudonyms);
        for (int i = 0; i < rows; i++) {
            if (canonical[i] == null) {
                out.setNull(i);
            } else {
                out.setLong(i, pseudonyms[i]);
            }
        }
    }

    private static void forms(CanonicalForm form, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        DuckDBReadableVector values = in.vector(0);
        byte[] canonical = new byte[CanonicalForm.MAX_LENGTH];
        for (int i = 0; i < in.rowCount(); i++) {
            out.setBoolean(i, write(form, values, i, canonical) >= 0);
        }
    }

    /** The length of the canonical form in {@code canonical}, or -1. */
    private static int write(CanonicalForm form, DuckDBReadableVector values, int row, byte[] canonical) {
        if (values.isNull(row)) {
            return -1;
        }
        byte[] raw = values.getString(row).getBytes(StandardCharsets.UTF_8);
        return form.write(raw, 0, raw.length, canonical);
    }

    private static void number(AtomicLong next, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        long first = next.getAndAdd(in.rowCount());
        for (int i = 0; i < in.rowCount(); i++) {
            out.setLong(i, first + i);
        }
    }
}
