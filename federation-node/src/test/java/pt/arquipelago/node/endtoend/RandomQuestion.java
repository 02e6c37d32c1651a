package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import pt.arquipelago.node.endtoend.Asked.Term;

/**
 * A question about the table of laboratory results, put together at random: keys, WHERE, measures, HAVING, order. Keys and conditions are
 * written alike for Spark and for DuckDB.
 */
final class RandomQuestion {
    private record Key(String sql, String type, Object... codes) {
        /** Made of what others should not learn. */
        boolean isSensitive() {
            return sql.contains("analise") || sql.contains("positivo") || sql.contains("desvio");
        }
    }

    private static final List<Key> KEYS = List.of(new Key("analise", "STRING", "glicose", "hba1c", "tsh", "vitamina_d"), new Key("laboratorio", "STRING"),
            new Key("positivo", "INT", 0L, 1L), new Key("month(colhido_em)", "INT"), new Key("substring(analise, 1, 1)", "STRING"),
            new Key("CASE WHEN desvio < 0 THEN 'below' WHEN desvio >= 0 THEN 'above' END", "STRING"));
    private static final List<String> CONDITIONS = List.of("desvio > 0", "positivo = 1", "analise = 'glicose'", "laboratorio IS NULL", "NOT (desvio > 5)",
            "analise LIKE 't%'", "positivo = 0 OR desvio < -3", "month(colhido_em) = 8");

    private final Random random;
    private final List<Key> keys = new ArrayList<>();
    private final List<String> select = new ArrayList<>();
    private final List<String> columns = new ArrayList<>(List.of("person", "requisitante", "desvio", "valor", "analise", "positivo",
            "desvio IS NOT NULL AS has_desvio", "valor IS NOT NULL AS has_valor"));
    private final List<java.util.function.UnaryOperator<Asked>> measures = new ArrayList<>();
    private final String where;

    private RandomQuestion(Random random) {
        this.random = random;
        this.where = random.nextBoolean() ? null : any(CONDITIONS);
    }

    static Asked of(Random random) {
        return new RandomQuestion(random).asked();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Asked asked() {
        for (int i = random.nextInt(3); i > 0; i--) {
            Key key = any(KEYS);
            if (!keys.contains(key)) {
                select.add(key.sql() + " AS k" + keys.size());
                columns.add(key.sql() + " AS k" + keys.size());
                keys.add(key);
            }
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            measure("m" + i);
        }
        String group = keys.isEmpty() ? "" : " GROUP BY " + keys.stream().map(Key::sql).collect(Collectors.joining(", "));
        int least = 12 + random.nextInt(20);
        boolean having = !keys.isEmpty() && random.nextInt(4) == 0;
        boolean ordered = !keys.isEmpty() && !having && random.nextInt(3) == 0;
        int limit = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
        String sql = "SELECT " + String.join(", ", select) + " FROM lab" + (where == null ? "" : " WHERE " + where) + group
                + (having ? " HAVING count(desvio) >= " + least : "") + (ordered ? " ORDER BY count(desvio) DESC" : "") + (limit > 0 ? " LIMIT " + limit : "");
        Asked asked = Asked.question(sql, sql).over("SELECT " + String.join(", ", columns) + " FROM lab" + (where == null ? "" : " WHERE " + where)).other("requisitante", 3);
        for (int i = 0; i < keys.size(); i++) {
            Object[] codes = codes(keys.get(i));
            if (keys.get(i).isSensitive() && codes.length != 1) {
                asked.sensitive("k" + i, keys.get(i).type(), codes);
            } else {
                asked.key("k" + i, keys.get(i).type(), codes);
            }
        }
        asked.term("deviations", Asked.records().present("has_desvio"));
        measures.forEach(measure -> measure.apply(asked));
        if (having) {
            asked.having(made(known -> known.whole("deviations") >= least, "deviations"));
        }
        if (ordered) {
            asked.orderBy(made(known -> known.term("deviations"), "deviations"), false, false);
        }
        return (random.nextInt(4) == 0 ? asked.strict() : asked).rows(0, limit > 0 ? limit : Long.MAX_VALUE);
    }

    /** The codes that a condition on the key alone leaves. */
    private Object[] codes(Key key) {
        List<Object> codes = List.of(key.codes());
        if (key.sql().equals("analise") && "analise = 'glicose'".equals(where)) {
            codes = List.of("glicose");
        } else if (key.sql().equals("analise") && "analise LIKE 't%'".equals(where)) {
            codes = List.of("tsh");
        } else if (key.sql().equals("positivo") && "positivo = 1".equals(where)) {
            codes = List.of(1L);
        }
        return codes.toArray();
    }

    private void measure(String name) {
        String condition = any(CONDITIONS);
        switch (random.nextInt(10)) {
            case 0 -> shown(name, "count(*)", "BIGINT", Asked.records());
            case 1 -> shown(name, "count(DISTINCT person)", "BIGINT", Asked.persons());
            case 2 -> shown(name, "count_if(" + condition + ")", "BIGINT", under(Asked.records(), name, condition));
            case 3 -> shown(name, "count(DISTINCT person) FILTER (WHERE " + condition + ")", "BIGINT", under(Asked.persons(), name, condition));
            case 4 -> shown(name, "sum(desvio)", "DECIMAL(18,2)", Asked.sum("desvio"));
            case 5 -> shown(name, "sum(CASE WHEN " + condition + " THEN desvio END)", "DECIMAL(18,2)", under(Asked.sum("desvio"), name, condition));
            case 6 -> average(name);
            case 7 -> shown(name, "count(DISTINCT analise)", "BIGINT", Asked.codes("analise"));
            case 8 -> deviation(name);
            default -> share(name, condition);
        }
    }

    private void shown(String name, String sql, String type, Term term) {
        select.add(sql + " AS " + name);
        measures.add(asked -> asked.shown(name, type, term));
    }

    /** Where WHERE says the same, the form says that there is no rest. */
    private Term under(Term term, String name, String condition) {
        columns.add("(" + condition + ") AS c_" + name);
        return condition.equals(where) ? term.present("c_" + name) : term.where("c_" + name);
    }

    private void average(String name) {
        select.add("avg(desvio) AS " + name);
        measures.add(asked -> asked.term(name, Asked.sum("desvio")).column(name, "DECIMAL(12,6)",
                made(known -> Decimals.ratio(known.term(name), known.term("deviations"), 6), name, "deviations")));
    }

    private void deviation(String name) {
        select.add("stddev(valor) AS " + name);
        measures.add(asked -> asked.term(name, Asked.spread("valor")).column(name, "DOUBLE",
                made(known -> Math.sqrt(Spread.of(known.term(name)).sample()), name)));
    }

    private void share(String name, String condition) {
        select.add("count_if(" + condition + ") / count(*) AS " + name);
        Term counted = under(Asked.records(), name, condition);
        measures.add(asked -> asked.term(name, counted).term("all", Asked.records()).column(name, "DOUBLE",
                made(known -> known.number(name) / known.number("all"), name, "all")));
    }
}
