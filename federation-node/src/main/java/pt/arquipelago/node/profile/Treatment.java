package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** What becomes of a value on its way into the lake. A column of the extract without any treatment is dropped. */
public sealed interface Treatment {

    /** As a person who reads a report would say it. */
    String text();

    /** The value as it is. */
    record Keep() implements Treatment {
        @Override
        public String text() {
            return "kept";
        }
    }

    /**
     * A pseudonym of 64 bits.
     *
     * @param order for professionals: the column that holds the professional order
     * @param fixedOrder or the order itself, where all rows have the same
     * @param otherwise the column of another identifier, which stands for the same person where this one is absent
     * @param through where the pseudonym is looked up for the person it stands for; that person's is what enters
     */
    record Pseudonym(IdentifierType type, Optional<String> order, Optional<String> fixedOrder, Optional<String> otherwise, Optional<Through> through) implements Treatment {
        public Pseudonym {
            requireNonNull(type, "type is null");
            requireNonNull(order, "order is null");
            requireNonNull(fixedOrder, "fixedOrder is null");
            requireNonNull(otherwise, "otherwise is null");
            requireNonNull(through, "through is null");
        }

        @Override
        public String text() {
            return "pseudonym (" + type + ")" + through.map(to -> " of the person behind " + to.table() + "." + to.key()).orElse("")
                    + otherwise.map(column -> ", else of " + column).orElse("");
        }
    }

    /** Another table of the lake whose pseudonyms {@code key} each stand for that row's person. */
    record Through(String table, String key) {
        public Through {
            requireNonNull(table, "table is null");
            requireNonNull(key, "key is null");
        }
    }

    /** The year of a date. */
    record Year() implements Treatment {
        @Override
        public String text() {
            return "year";
        }
    }

    /** The year of a birth; whoever is 90 or over on the day of another column of the row, or on the day of ingest, has the year that makes 90. */
    record BirthYear(Optional<String> on) implements Treatment {
        public BirthYear {
            requireNonNull(on, "on is null");
        }

        @Override
        public String text() {
            return "year of birth, 90 and over together on " + on.orElse("the day of ingest");
        }
    }

    /** Five-year band of age on the day of another column of the row, or on the day of ingest. */
    record AgeBand(Optional<String> on) implements Treatment {
        public AgeBand {
            requireNonNull(on, "on is null");
        }

        @Override
        public String text() {
            return "age band on " + on.orElse("the day of ingest");
        }
    }

    /** The day of a timestamp, in the time zone of the source. */
    record Day() implements Treatment {
        @Override
        public String text() {
            return "day";
        }
    }

    /**
     * The day of a date or timestamp, moved by as many days as all dates of the same person.
     *
     * @param most days, in either direction
     */
    record DateShift(int most) implements Treatment {
        public DateShift {
            if (most < 1 || most > 3650) {
                throw new IllegalArgumentException("dates are moved by at most 1 to 3650 days, not " + most);
            }
        }

        @Override
        public String text() {
            return "day moved by up to " + most + " days";
        }
    }

    /** NUTS 3 (2024) of a municipality's code, four digits, or a parish's, six. */
    record Nuts3() implements Treatment {
        @Override
        public String text() {
            return "NUTS 3";
        }
    }

    /**
     * The municipality of a postcode, by the institution's own table, or its NUTS 3 region; no value where the table does not know it.
     *
     * @param region whether the region and not the municipality
     */
    record Postcode(boolean region) implements Treatment {
        @Override
        public String text() {
            return (region ? "NUTS 3" : "municipality") + " of the postcode";
        }
    }

    /** The pharmaceutical product (PhPID, ISO 11616) of a medicine's code, by the institution's own table; no value where the table does not know it, or there is none. */
    record PharmaceuticalProduct() implements Treatment {
        @Override
        public String text() {
            return "PhPID of the code";
        }
    }

    /** A code cut to its first characters: the parent in a hierarchical list. */
    record Prefix(int length) implements Treatment {
        public Prefix {
            if (length < 1) {
                throw new IllegalArgumentException("a prefix has 1 character or more, not " + length);
            }
        }

        @Override
        public String text() {
            return "first " + length + " characters";
        }
    }
}
