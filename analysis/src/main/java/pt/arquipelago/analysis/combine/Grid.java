package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.analysis.query.Key;

/** All combinations of the keys' declared codes. No keys make one row without any. */
final class Grid {
    private Grid() {}

    static List<List<Object>> of(List<Key> keys) {
        List<List<Object>> rows = List.of(List.of());
        for (Key key : keys) {
            List<List<Object>> longer = new ArrayList<>();
            for (List<Object> row : rows) {
                for (Object code : key.codes().orElseThrow()) {
                    List<Object> next = new ArrayList<>(row);
                    next.add(code);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows;
    }
}
