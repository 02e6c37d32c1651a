package pt.arquipelago.node.history;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.analysis.noise.Rho;

/** What a permit's noisy answers cost so far, by table: encrypted beside the answers, so that it is of the very transaction that enters them. */
public final class NoiseAccount {
    private final HistorySecret secret;
    private final boolean kept;
    private final Map<String, Map<Long, byte[]>> passing = new TreeMap<>();

    /** @param kept whether the secret outlives the process; else costs count while it runs */
    public NoiseAccount(HistorySecret secret, boolean kept) {
        this.secret = requireNonNull(secret, "secret is null");
        this.kept = kept;
    }

    /**
     * @param tables that a question is about: each is charged in full
     * @param budget of the permit for each
     */
    public record Cost(Rho rho, Iterable<String> tables, Rho budget) {}

    Map<String, Rho> spent(Connection connection, String permit) throws SQLException {
        Map<String, Rho> spent = new TreeMap<>();
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT position, spent FROM history WHERE permit = ? AND state <> 'cancelled' AND spent IS NOT NULL", permit);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long position = row.getLong(1);
                boolean readable = kept || passing.getOrDefault(permit, Map.of()).containsKey(position);
                if (readable) {
                    add(spent, new String(secret.opened(row.getBytes(2), place(permit, position)), StandardCharsets.UTF_8));
                }
            }
        }
        return spent;
    }

    /** @throws BudgetSpentException when one of the tables has less left */
    void require(Connection connection, String permit, Cost cost) throws SQLException {
        Map<String, Rho> spent = spent(connection, permit);
        for (String table : cost.tables()) {
            Rho remaining = cost.budget().minus(spent.getOrDefault(table, Rho.NONE));
            if (cost.rho().compareTo(remaining) > 0) {
                throw new BudgetSpentException(table, remaining, cost.rho());
            }
        }
    }

    byte[] entered(String permit, long position, Cost cost) {
        StringBuilder lines = new StringBuilder();
        cost.tables().forEach(table -> lines.append(table).append(' ').append(cost.rho().billionths()).append('\n'));
        byte[] sealed = secret.sealed(lines.toString().getBytes(StandardCharsets.UTF_8), place(permit, position));
        if (!kept) {
            passing.computeIfAbsent(permit, none -> new TreeMap<>()).put(position, sealed);
        }
        return sealed;
    }

    private static void add(Map<String, Rho> spent, String lines) {
        lines.lines().forEach(line -> {
            String[] parts = line.split(" ");
            spent.merge(parts[0], new Rho(Long.parseLong(parts[1])), Rho::plus);
        });
    }

    private static String place(String permit, long position) {
        return "cost " + position + " of " + permit;
    }
}
