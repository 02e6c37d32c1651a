package pt.arquipelago.node.profile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.quality.QualityTerms.Reference;
import pt.arquipelago.node.quality.QualityTerms;
import pt.arquipelago.node.quality.Targets;

/** Reads a profile's {@code quality}: what the label of Article 78 measures, the targets, and what is stated in words. */
final class QualityReader {
    private final ProfileNode quality;
    private final List<ColumnDescription> columns;

    private QualityReader(ProfileNode quality, List<ColumnDescription> columns) {
        this.quality = quality;
        this.columns = columns;
    }

    /** @param columns of the lake */
    static QualityTerms read(ProfileNode root, List<ColumnDescription> columns) {
        return root.child("quality").map(node -> new QualityReader(node.allow("unique", "collected", "references", "register", "targets", "stated"), columns).terms())
                .orElse(QualityTerms.NONE);
    }

    private QualityTerms terms() {
        List<String> unique = quality.texts("unique");
        unique.forEach(name -> column("unique", name));
        Optional<String> collected = quality.optionalText("collected");
        collected.map(name -> column("collected", name)).filter(column -> !column.type().equals(ValueType.DATE)).ifPresent(column -> {
            throw quality.wrong("collected", "expected a column of type DATE, and '" + column.name() + "' is " + column.type());
        });
        return new QualityTerms(unique, collected, quality.children("references").stream().map(this::reference).toList(),
                quality.optionalText("register").orElse(QualityTerms.NONE.register()), targets(), stated());
    }

    private Reference reference(ProfileNode node) {
        node.allow("column", "stands_in");
        String[] to = node.text("stands_in").split("\\.", -1);
        if (to.length != 2) {
            throw node.wrong("stands_in", "expected a table and its pseudonyms, such as source_pem.numero_receita");
        }
        if (!column("references", node.text("column")).isPseudonym()) {
            throw node.wrong("column", "expected a column of class identifier, and '" + node.text("column") + "' is none");
        }
        return new Reference(node.text("column"), to[0], to[1]);
    }

    private Targets targets() {
        Optional<ProfileNode> node = quality.child("targets");
        if (node.isEmpty()) {
            return Targets.NONE;
        }
        List<String> known = new ArrayList<>(List.of("within_days"));
        for (QualityDimension dimension : QualityDimension.values()) {
            if (dimension != QualityDimension.TIMELINESS) {
                known.add(dimension.key());
            }
        }
        ProfileNode targets = node.get().allow(known.toArray(String[]::new));
        Map<QualityDimension, Integer> atLeast = new EnumMap<>(QualityDimension.class);
        for (QualityDimension dimension : QualityDimension.values()) {
            if (targets.has(dimension.key())) {
                atLeast.put(dimension, within(targets, dimension.key(), 100));
            }
        }
        return new Targets(atLeast, targets.has("within_days") ? Optional.of(within(targets, "within_days", 36_500)) : Optional.empty());
    }

    private static int within(ProfileNode node, String key, int most) {
        int number = node.number(key, 0);
        if (number < 0 || number > most) {
            throw node.wrong(key, "expected a whole number from 0 to " + most + ", found " + number);
        }
        return number;
    }

    private Map<QualityElement, Text> stated() {
        Optional<ProfileNode> node = quality.child("stated");
        if (node.isEmpty()) {
            return Map.of();
        }
        Map<QualityElement, Text> stated = new EnumMap<>(QualityElement.class);
        node.get().entries().keySet().forEach(key -> stated.put(node.get().choice("stated", key.toLowerCase(Locale.ROOT), QualityElement.class), ProfileReader.text(node.get(), key)));
        return stated;
    }

    private ColumnDescription column(String key, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(() -> quality.wrong(key, "no column makes '" + name + "' in the lake"));
    }
}
