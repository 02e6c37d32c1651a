package pt.arquipelago.analysis.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Canonical expressions as functions of a record, with SQL's NULL: the least that the tests' questions need. */
final class Reading {
    private final List<String> columns;

    Reading(List<String> columns) {
        this.columns = columns;
    }

    Function<Object[], Object> of(JsonNode e) {
        String operator = e.get(0).textValue();
        switch (operator) {
            case "column" -> {
                int index = columns.indexOf(e.get(1).textValue().substring(2));
                if (index < 0) {
                    throw new IllegalArgumentException("no column " + e);
                }
                return record -> record[index];
            }
            case "text" -> {
                String text = e.get(1).textValue();
                return record -> text;
            }
            case "number" -> {
                Long number = Long.valueOf(e.get(1).textValue());
                return record -> number;
            }
            case "date" -> {
                LocalDate date = LocalDate.parse(e.get(1).textValue());
                return record -> date;
            }
            case "constant" -> {
                Boolean constant = Boolean.valueOf(e.get(2).textValue());
                return record -> constant;
            }
            case "null" -> {
                return record -> null;
            }
            default -> {
                List<Function<Object[], Object>> operands = new ArrayList<>();
                Nodes.operands(e).forEach(operand -> operands.add(of(operand)));
                return call(operator, operands);
            }
        }
    }

    private static Function<Object[], Object> call(String operator, List<Function<Object[], Object>> c) {
        return switch (operator) {
            case "and" -> record -> all(c, record, true);
            case "or" -> record -> all(c, record, false);
            case "not" -> record -> c.get(0).apply(record) instanceof Boolean b ? !b : null;
            case "is-null" -> record -> c.get(0).apply(record) == null;
            case "is-not-null" -> record -> c.get(0).apply(record) != null;
            case "null-safe-eq" -> record -> Objects.equals(c.get(0).apply(record), c.get(1).apply(record));
            case "case" -> record -> choice(c, record);
            case "in" -> record -> in(c, record);
            default -> record -> strict(operator, c, record);
        };
    }

    private static Object all(List<Function<Object[], Object>> c, Object[] record, boolean all) {
        boolean unknown = false;
        for (Function<Object[], Object> each : c) {
            Object value = each.apply(record);
            unknown |= value == null;
            if (value != null && (Boolean) value != all) {
                return !all;
            }
        }
        return unknown ? null : (Object) all;
    }

    private static Object choice(List<Function<Object[], Object>> c, Object[] record) {
        for (int i = 0; i + 1 < c.size(); i += 2) {
            if (Boolean.TRUE.equals(c.get(i).apply(record))) {
                return c.get(i + 1).apply(record);
            }
        }
        return c.size() % 2 == 1 ? c.get(c.size() - 1).apply(record) : null;
    }

    private static Object in(List<Function<Object[], Object>> c, Object[] record) {
        Object value = c.get(0).apply(record);
        if (value == null) {
            return null;
        }
        for (int i = 1; i < c.size(); i++) {
            if (value.equals(c.get(i).apply(record))) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private static Object strict(String operator, List<Function<Object[], Object>> c, Object[] record) {
        Object a = c.get(0).apply(record);
        Object b = c.size() > 1 ? c.get(1).apply(record) : a;
        if (a == null || b == null) {
            return null;
        }
        return switch (operator) {
            case "eq" -> a.equals(b);
            case "lt" -> ((Comparable<Object>) a).compareTo(b) < 0;
            case "le" -> ((Comparable<Object>) a).compareTo(b) <= 0;
            case "starts-with" -> ((String) a).startsWith((String) b);
            case "year" -> (long) ((LocalDate) a).getYear();
            case "month" -> (long) ((LocalDate) a).getMonthValue();
            case "quarter" -> (long) (((LocalDate) a).getMonthValue() + 2) / 3;
            case "integral-divide" -> (Long) a / (Long) b;
            case "multiply" -> (Long) a * (Long) b;
            case "substring" -> ((String) a).substring(0, Math.min(((String) a).length(), ((Long) c.get(2).apply(record)).intValue()));
            default -> throw new IllegalArgumentException("no function " + operator);
        };
    }
}
