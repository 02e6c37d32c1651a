package pt.arquipelago.node.ingest;

import java.util.Optional;

/**
 * One thing that must hold for a row.
 *
 * @param column where it is looked for, as the extract calls it
 * @param rule its name in the profile, where it is a rule with a name
 * @param holds SQL over the typed row, true or false and never NULL
 */
record Check(String column, Reason reason, String holds, Optional<String> rule) {
    Check(String column, Reason reason, String holds) {
        this(column, reason, holds, Optional.empty());
    }
}
