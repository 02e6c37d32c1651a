package pt.arquipelago.node.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.generalise.DateShift;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.pseudonym.EpochStep;
import pt.arquipelago.pseudonymisation.pseudonym.Pseudonymiser;

/**
 * What the engine cannot do by itself, given to it in Java: whole vectors go in and out. A value without canonical form
 * becomes NULL. Nothing thrown here names a value, for the engine would print it.
 */
final class Functions {
    static final String EACH_ROW = "arquipelago_each_row";
    static final String NEXT_EPOCH = "arquipelago_next_epoch";
    static final String TERRITORY = "arquipelago_territory";
    static final String MEDICINES = "arquipelago_medicines";

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

    /** Of one column: whoever stands behind its pseudonym in another table. */
    static String behind(SourceColumn column) {
        return "arquipelago_behind_" + column.name().toLowerCase(Locale.ROOT);
    }

    static String place(Treatment.Postcode postcode) {
        return postcode.region() ? "arquipelago_postcode_nuts3" : "arquipelago_postcode_municipality";
    }

    static String shift(int most) {
        return "arquipelago_shift_" + most;
    }

    /**
     * Registers what the profile needs.
     *
     * @param firstRow the number of the first row, where rows are persons
     * @param postcodes asked only where the profile has postcodes
     * @param persons by the columns that stand for somebody through another table
     */
    void register(Profile profile, KeyedDomain domain, long firstRow, PostcodeTable postcodes, MedicineTable medicines, Map<String, PersonsBehind> persons) throws SQLException {
        Pseudonymiser pseudonymiser = domain.pseudonymiser();
        Set<IdentifierType> types = new HashSet<>();
        for (SourceColumn column : profile.columns()) {
            for (SourceColumn.LakeColumn lake : column.makes()) {
                if (lake.treatment() instanceof Treatment.Pseudonym pseudonym) {
                    if (pseudonym.through().isEmpty()) {
                        types.add(pseudonym.type());
                    } else {
                        PersonsBehind behind = persons.get(column.name());
                        vector(behind(column), DuckDBColumnType.BIGINT, (in, out) -> pseudonyms(pseudonymiser, pseudonym.type(), behind, in, out));
                    }
                }
            }
        }
        for (IdentifierType type : types) {
            vector(pseudonym(type), DuckDBColumnType.BIGINT, (in, out) -> pseudonyms(pseudonymiser, type, PersonsBehind.THEMSELVES, in, out));
        }
        Set<String> forms = new HashSet<>();
        for (SourceColumn column : profile.columns()) {
            if (column.check().isPresent() && forms.add(column.check().get().name())) {
                CanonicalForm form = column.check().get().form();
                vector(form(column.check().get().name()), DuckDBColumnType.BOOLEAN, (in, out) -> forms(form, in, out));
            }
        }
        for (int most : TypedRow.shifts(profile)) {
            DateShift shift = domain.dateShift(most);
            IdentifierType person = personType(profile);
            vector(shift(most), DuckDBColumnType.INTEGER, (in, out) -> shifts(shift, person, in, out));
        }
        AtomicLong next = new AtomicLong(firstRow);
        vector(EACH_ROW, DuckDBColumnType.BIGINT, (in, out) -> number(next, in, out));
        if (profile.hasPostcodes()) {
            vector(place(new Treatment.Postcode(false)), DuckDBColumnType.VARCHAR, (in, out) -> places(postcodes::municipality, in, out));
            vector(place(new Treatment.Postcode(true)), DuckDBColumnType.VARCHAR, (in, out) -> places(postcodes::nuts3, in, out));
        }
        territory(Territory.portugal());
        medicines(medicines);
    }

    /** Registers what a rotation needs. */
    void register(EpochStep step) throws SQLException {
        vector(NEXT_EPOCH, DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT, (in, out) -> nextEpoch(step, in, out));
    }

    private static void nextEpoch(EpochStep step, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        int rows = (int) in.rowCount();
        DuckDBReadableVector values = in.vector(0);
        long[] pseudonyms = new long[rows];
        for (int i = 0; i < rows; i++) {
            pseudonyms[i] = values.isNull(i) ? 0 : values.getLong(i);
        }
        step.next(pseudonyms, rows);
        for (int i = 0; i < rows; i++) {
            if (values.isNull(i)) {
                out.setNull(i);
            } else {
                out.setLong(i, pseudonyms[i]);
            }
        }
    }

    /** What the subject is identified by. */
    private static IdentifierType personType(Profile profile) {
        return profile.columns().stream().flatMap(column -> column.makes().stream())
                .filter(lake -> lake.description().name().equals(profile.subject().column()))
                .map(lake -> ((Treatment.Pseudonym) lake.treatment()).type()).findFirst().orElseThrow();
    }

    private void territory(Territory territory) throws SQLException {
        String rows = territory.parts().stream().map(Municipality::dico).distinct()
                .map(dico -> "(" + Sql.text(dico) + ", " + Sql.text(territory.ofDico(dico).orElseThrow().nuts3()) + ")")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE " + TERRITORY + " (dico VARCHAR, nuts3 VARCHAR)");
            statement.execute("INSERT INTO " + TERRITORY + " VALUES " + rows);
        }
    }

    private void medicines(MedicineTable medicines) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE " + MEDICINES + " (code VARCHAR, phpid VARCHAR)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + MEDICINES + " VALUES (?, ?)")) {
            for (Map.Entry<String, String> product : medicines.products().entrySet()) {
                insert.setString(1, product.getKey());
                insert.setString(2, product.getValue());
                insert.addBatch();
            }
            if (!medicines.products().isEmpty()) {
                insert.executeBatch();
            }
        }
    }

    private void vector(String name, DuckDBColumnType result, DuckDBScalarFunction function) throws SQLException {
        vector(name, DuckDBColumnType.VARCHAR, result, function);
    }

    private void vector(String name, DuckDBColumnType parameter, DuckDBColumnType result, DuckDBScalarFunction function) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            // Volatile: else the engine would copy the call into the filter and compute each pseudonym twice.
            builder.withName(name).withParameter(parameter).withReturnType(result).withVolatile()
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

    /** Neighbours are often alike (a person's rows, a prescription's lines): each run of equal values is computed once. */
    private static void pseudonyms(Pseudonymiser pseudonymiser, IdentifierType type, PersonsBehind behind, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        int rows = (int) in.rowCount();
        DuckDBReadableVector values = in.vector(0);
        byte[][] canonical = new byte[rows][];
        int[] run = new int[rows];
        byte[] form = new byte[CanonicalForm.MAX_LENGTH];
        String previous = null;
        int runs = 0;
        for (int i = 0; i < rows; i++) {
            String value = values.isNull(i) ? null : values.getString(i);
            if (i == 0 || !Objects.equals(value, previous)) {
                int length = value == null ? -1 : write(type, value, form);
                canonical[runs++] = length < 0 ? null : Arrays.copyOf(form, length);
                previous = value;
            }
            run[i] = runs - 1;
        }
        long[] pseudonyms = new long[runs];
        byte[][] distinct = runs == rows ? canonical : Arrays.copyOf(canonical, runs);
        pseudonymiser.pseudonyms(type, distinct, pseudonyms);
        for (int i = 0; i < runs; i++) {
            if (distinct[i] != null && !behind.replace(pseudonyms, i)) {
                distinct[i] = null;
            }
        }
        for (int i = 0; i < rows; i++) {
            if (distinct[run[i]] == null) {
                out.setNull(i);
            } else {
                out.setLong(i, pseudonyms[run[i]]);
            }
        }
    }

    private static void shifts(DateShift shift, IdentifierType type, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        DuckDBReadableVector values = in.vector(0);
        byte[] canonical = new byte[CanonicalForm.MAX_LENGTH];
        String previous = null;
        int length = -1;
        int days = 0;
        for (int i = 0; i < in.rowCount(); i++) {
            String value = values.isNull(i) ? null : values.getString(i);
            if (i == 0 || !Objects.equals(value, previous)) {
                length = value == null ? -1 : write(type, value, canonical);
                days = length < 0 ? 0 : shift.days(type, canonical, 0, length);
                previous = value;
            }
            if (length < 0) {
                out.setNull(i);
            } else {
                out.setInt(i, days);
            }
        }
    }

    private static void places(UnaryOperator<String> table, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        DuckDBReadableVector values = in.vector(0);
        for (int i = 0; i < in.rowCount(); i++) {
            String place = values.isNull(i) ? null : table.apply(values.getString(i));
            if (place == null) {
                out.setNull(i);
            } else {
                out.setString(i, place);
            }
        }
    }

    private static void forms(CanonicalForm form, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        DuckDBReadableVector values = in.vector(0);
        byte[] canonical = new byte[CanonicalForm.MAX_LENGTH];
        String previous = null;
        boolean right = false;
        for (int i = 0; i < in.rowCount(); i++) {
            String value = values.isNull(i) ? null : values.getString(i);
            if (i == 0 || !Objects.equals(value, previous)) {
                right = value != null && write(form, value, canonical) >= 0;
                previous = value;
            }
            out.setBoolean(i, right);
        }
    }

    /** The length of the canonical form in {@code canonical}, or -1. */
    private static int write(CanonicalForm form, String value, byte[] canonical) {
        byte[] raw = value.getBytes(StandardCharsets.UTF_8);
        return form.write(raw, 0, raw.length, canonical);
    }

    private static void number(AtomicLong next, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        long first = next.getAndAdd(in.rowCount());
        for (int i = 0; i < in.rowCount(); i++) {
            out.setLong(i, first + i);
        }
    }
}
