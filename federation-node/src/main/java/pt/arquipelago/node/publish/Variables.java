package pt.arquipelago.node.publish;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.description.Code;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Variable;
import pt.arquipelago.catalog.description.VariableClass;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.lake.ValueRange;

/** A table's columns as the catalogue shows them. */
final class Variables {
    private static final LocalText PSEUDONYM = new LocalText(
            "Pseudónimo: junta e conta, nunca sai da instituição.", "Pseudonym: joins and counts, never leaves the institution.");

    private Variables() {}

    static List<Variable> of(TableDescription table, PublishedFigures figures) {
        return table.columns().stream().map(column -> of(column, figures)).toList();
    }

    private static Variable of(ColumnDescription column, PublishedFigures figures) {
        List<Code> codes = column.codes().map(CodeList::codes).orElse(List.of()).stream()
                .map(code -> new Code(code.code(), Optional.of(text(code.title())), figures.of(column.name(), code.code()))).toList();
        return new Variable(column.name(), column.type().toString(), VariableClass.valueOf(column.cls().name()), column.groupable(), column.measure(),
                text(column.title()), column.isPseudonym() ? Optional.of(PSEUDONYM) : between(column.range()), codes);
    }

    /** The profile's range: what is outside does not come in. */
    private static Optional<LocalText> between(ValueRange range) {
        Optional<String> least = range.least().map(BigDecimal::toPlainString);
        Optional<String> most = range.most().map(BigDecimal::toPlainString);
        if (range.isKnown()) {
            return Optional.of(new LocalText("De " + least.get() + " a " + most.get() + ".", "From " + least.get() + " to " + most.get() + "."));
        }
        return least.map(from -> new LocalText("A partir de " + from + ".", "From " + from + " on.")).or(() -> most.map(to -> new LocalText("Até " + to + ".", "Up to " + to + ".")));
    }

    private static LocalText text(Text text) {
        return new LocalText(text.pt(), text.en());
    }
}
