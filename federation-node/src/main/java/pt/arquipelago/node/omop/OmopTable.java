package pt.arquipelago.node.omop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.lake.TableTexts;

/**
 * An OMOP table: what its fields are to the gate, and where its rows come from.
 *
 * @param name as the model calls it, such as {@code drug_exposure}
 * @param period the field (a date) whose days are the table's period
 * @param oneRowByKey whether several sources may give the same key: then the first source that gives it counts
 * @param fields all of the model in its order, after those that it does not know
 * @param unknown fields that the model does not know
 * @param filled fields that the gate knows what to think of; mappings fill no others
 * @param digest of all that makes the table but its sources
 */
record OmopTable(String name, TableTexts texts, Subject subject, List<ProtectedColumn> alsoProtected, Optional<String> period, boolean oneRowByKey,
        List<ColumnDescription> fields, Set<String> unknown, Set<String> filled, List<OmopRows> rows, String digest) {
    static final String PREFIX = "omop_";
    private static final String SYSTEM = "OMOP";

    OmopTable {
        alsoProtected = List.copyOf(alsoProtected);
        fields = List.copyOf(fields);
        unknown = Set.copyOf(unknown);
        filled = Set.copyOf(filled);
        rows = List.copyOf(rows);
    }

    /** In the lake and in questions. */
    String table() {
        return PREFIX + name;
    }

    /** Whether another map of concepts makes other rows. */
    boolean mapsConcepts() {
        return rows.stream().anyMatch(each -> !each.concepts().isEmpty() || each.sql().contains(ConceptMap.INGREDIENTS));
    }

    /** The field that names a row of {@link #oneRowByKey}: the model's key, or the person. */
    String key(Cdm cdm) {
        return cdm.fields(name).stream().filter(CdmField::isKey).map(CdmField::name).findFirst().orElse(subject.column());
    }

    /**
     * @param minimumPersons the most that one of the sources asks for
     * @param synthetic whether a source was generated
     */
    TableDescription describe(TableFigures figures, int minimumPersons, boolean synthetic) {
        return new TableDescription(table(), SYSTEM, subject, alsoProtected, fields, texts.withCatalogue(texts.catalogue().asSynthetic(synthetic)), figures, minimumPersons);
    }
}
