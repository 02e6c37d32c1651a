package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.measured.Concentration;

/** What groups of persons have of one term: of one number that is added up with who leads, else the numbers alone. */
sealed interface Parting extends Serializable {
    void add(int group, long person, long mask, InternalRow record);

    void merge(Parting other);

    List<Parts> parts();

    /** What the groups have of one number. */
    interface Parts {
        double[] totals();

        /** @return what can be told of single persons, if it is enough */
        Optional<Concentration> decided(double total);
    }

    record TotalsAlone(double[] totals) implements Parts {
        @Override
        public Optional<Concentration> decided(double total) {
            return Optional.of(Concentration.ofGroups(totals)).filter(Concentration::isWithinLimits);
        }
    }

    record Led(Leaders leaders, Layout layout, int condition, Argument amount) implements Parting {
        @Override
        public void add(int group, long person, long mask, InternalRow record) {
            leaders.add(group, person, amount == null ? layout.one(mask, record, condition) : amount.magnitude(record));
        }

        @Override
        public void merge(Parting other) {
            leaders.merge(((Led) other).leaders);
        }

        @Override
        public List<Parts> parts() {
            return List.of(leaders);
        }
    }

    record Tallied(Tally<?> tally) implements Parting {
        @Override
        public void add(int group, long person, long mask, InternalRow record) {
            tally.add(group, record);
        }

        @Override
        public void merge(Parting other) {
            Tally.merge(tally, ((Tallied) other).tally);
        }

        @Override
        public List<Parts> parts() {
            return tally.byGroup().stream().<Parts>map(TotalsAlone::new).toList();
        }
    }
}
