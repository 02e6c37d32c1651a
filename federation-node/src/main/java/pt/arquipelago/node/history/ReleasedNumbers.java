package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.analysis.guard.History;
import pt.arquipelago.analysis.guard.NumberForm;
import pt.arquipelago.analysis.query.Digests;

/** What left, as the guard sees it: read from the store once for each applicant, and kept in step with it under the store's lock. */
public final class ReleasedNumbers {
    private static final String EVERYBODY = "*";
    private static final String OF_WHOM = " FROM history WHERE state <> 'cancelled' AND numbers IS NOT NULL AND (? = '" + EVERYBODY + "' OR applicant = ?) ORDER BY permit, position";
    /** By so many dimensions, before what is solved is kept anew: until then they are solved again at an opening. */
    private static final int GROWN = 256;
    /** Between a number's kind and its form. */
    private static final char KIND = '\n';

    private final HistorySecret secret;
    private final Reach reach;
    private final Map<String, History> open = new HashMap<>();
    /** How many dimensions of each are kept solved. */
    private final Map<String, Integer> kept = new HashMap<>();

    /** Whose answers meet each other. */
    public enum Reach {
        /** None: each question stands alone, as the first ever asked. */
        NONE,
        /** Those of all permits of one applicant organisation. */
        APPLICANT,
        /** Those of all permits. */
        EVERYBODY
    }

    public ReleasedNumbers(HistorySecret secret, Reach reach) {
        this.secret = requireNonNull(secret, "secret is null");
        this.reach = requireNonNull(reach, "reach is null");
    }

    /** An organisation, however its name was written. */
    static String name(String applicant) {
        return applicant.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    History of(Connection connection, String applicant) throws SQLException {
        if (reach == Reach.NONE) {
            return new History();
        }
        String whose = reach == Reach.EVERYBODY ? EVERYBODY : name(applicant);
        History known = open.get(whose);
        if (known == null) {
            known = read(connection, whose);
            open.put(whose, known);
        }
        return known;
    }

    /** The store says something else than what was read: it is read again. */
    void forget() {
        open.clear();
    }

    byte[] entered(String permit, long position, List<History.Entry> entered) {
        return secret.sealed(bytes(entered.stream().map(History.Entry::value).toList()), place(permit, position));
    }

    /** Of an entry, as they were kept. */
    List<GuardedValue> of(byte[] sealed, String permit, long position) {
        return values(secret.opened(sealed, place(permit, position)));
    }

    /** @param place where the bytes belong */
    byte[] sealed(List<GuardedValue> values, String place) {
        return secret.sealed(bytes(values), place);
    }

    List<GuardedValue> opened(byte[] sealed, String place) {
        return values(secret.opened(sealed, place));
    }

    byte[] sealedBytes(byte[] plain, String place) {
        return secret.sealed(plain, place);
    }

    byte[] openedBytes(byte[] sealed, String place) {
        return secret.opened(sealed, place);
    }

    boolean meetsEverybody() {
        return reach == Reach.EVERYBODY;
    }

    private History read(Connection connection, String whose) throws SQLException {
        Set<String> places = places(connection, whose);
        Optional<SolvedNumbers> solved = SolvedNumbers.read(connection, secret, whose).filter(each -> places.containsAll(each.entries()));
        History history = solved.map(each -> new History(each.solved())).orElseGet(History::new);
        kept.put(whose, history.dimensions());
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT permit, position, numbers" + OF_WHOM, ofWhom(whose)); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String place = place(row.getString(1), row.getLong(2));
                List<GuardedValue> values = values(secret.opened(row.getBytes(3), place));
                if (solved.filter(each -> each.entries().contains(place)).isPresent()) {
                    history.enterSolved(values);
                } else {
                    history.enter(values);
                }
            }
        }
        keepSolved(connection, whose, history);
        return history;
    }

    /** After an entry: what can be worked out is kept anew when it has grown by much. */
    void keepSolved(Connection connection, String applicant) throws SQLException {
        String whose = reach == Reach.EVERYBODY ? EVERYBODY : name(applicant);
        if (open.containsKey(whose)) {
            keepSolved(connection, whose, open.get(whose));
        }
    }

    private void keepSolved(Connection connection, String whose, History history) throws SQLException {
        if (history.dimensions() - kept.getOrDefault(whose, 0) >= GROWN) {
            new SolvedNumbers(places(connection, whose), history.solved()).write(connection, secret, whose);
            kept.put(whose, history.dimensions());
        }
    }

    private static Set<String> places(Connection connection, String whose) throws SQLException {
        Set<String> places = new LinkedHashSet<>();
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT permit, position" + OF_WHOM, ofWhom(whose)); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                places.add(place(row.getString(1), row.getLong(2)));
            }
        }
        return places;
    }

    private static Object[] ofWhom(String whose) {
        return new Object[] {whose, whose};
    }

    private static String place(String permit, long position) {
        return position + " of " + permit;
    }

    private static byte[] bytes(List<GuardedValue> values) {
        List<byte[]> parts = new ArrayList<>();
        values.forEach(value -> {
            boolean plain = value.form().isPlain();
            parts.add(part(value.form().kind() + KIND + value.form().whole(), value.basis().whole(), plain));
            if (!plain) {
                parts.add(part(value.form().exact(), value.basis().exact(), true));
            }
        });
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }

    /** The length of a form has its sign turned if the number's exact form follows. */
    private static byte[] part(String form, Fingerprint fingerprint, boolean last) {
        byte[] name = form.getBytes(StandardCharsets.UTF_8);
        byte[] print = fingerprint.toBytes();
        return ByteBuffer.allocate(2 * Integer.BYTES + name.length + print.length).putInt(last ? name.length : -name.length).put(name).putInt(print.length).put(print).array();
    }

    private static List<GuardedValue> values(byte[] bytes) {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        List<GuardedValue> values = new ArrayList<>();
        while (all.hasRemaining()) {
            int length = all.getInt();
            String name = form(all, Math.abs(length));
            String kind = name.substring(0, Math.max(0, name.indexOf(KIND)));
            String form = name.substring(name.indexOf(KIND) + 1);
            Fingerprint whole = fingerprint(all);
            if (length < 0) {
                String exact = form(all, all.getInt());
                values.add(new GuardedValue(new NumberForm(kind, form, exact), new Basis(whole, fingerprint(all))));
            } else {
                String known = form.isEmpty() ? Digests.of(whole.toBytes()) : form;
                values.add(new GuardedValue(new NumberForm(kind, known, known), Basis.of(whole)));
            }
        }
        return values;
    }

    private static String form(ByteBuffer all, int length) {
        byte[] form = new byte[length];
        all.get(form);
        return new String(form, StandardCharsets.UTF_8);
    }

    private static Fingerprint fingerprint(ByteBuffer all) {
        byte[] print = new byte[all.getInt()];
        all.get(print);
        return Fingerprint.fromBytes(print);
    }
}
