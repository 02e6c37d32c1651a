package pt.arquipelago.node.quality;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;

/** What the loads of a lake measured, by table. */
public final class QualityHistory {
    private QualityHistory() {}

    /** Of each table of the newest version all measurements, the oldest first; none where it was loaded before there were any. */
    public static Map<String, List<Measurement>> of(Lake lake) {
        LakeVersion version = lake.current();
        Map<String, List<Measurement>> tables = new TreeMap<>();
        version.tables().keySet().forEach(table -> tables.put(table, lake.measurements(version, table).stream().map(MeasurementJson::read).toList()));
        return tables;
    }
}
