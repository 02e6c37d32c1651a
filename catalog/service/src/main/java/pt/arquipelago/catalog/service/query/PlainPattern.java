package pt.arquipelago.catalog.service.query;

import java.util.regex.Pattern;
import org.apache.jena.sparql.expr.Expr;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.query.QueryRefused.Reason;

/**
 * Regular expressions whose time grows slowly with the text: written out in the query, short, no repeated groups, no back references, no
 * look-around, at most three open repetitions.
 */
final class PlainPattern {
    static final int LONGEST = 200;
    static final int REPETITIONS = 3;
    private static final Pattern REPEATED_GROUP = Pattern.compile("\\)\\s*[*+?{]");
    private static final Pattern BACK_REFERENCE = Pattern.compile("\\\\[1-9k]");
    private static final Pattern SPECIAL_GROUP = Pattern.compile("\\(\\?");
    private static final Pattern REPETITION = Pattern.compile("(?<!\\\\)[*+{]");

    private PlainPattern() {}

    static void require(Expr pattern) {
        if (!pattern.isConstant() || !pattern.getConstant().isString() && !pattern.getConstant().isLiteral()) {
            throw refused(new LocalText("O padrão de REGEX ou REPLACE tem de estar escrito por extenso.", "The pattern of REGEX or REPLACE must be written out."));
        }
        String text = pattern.getConstant().asUnquotedString();
        if (text.length() > LONGEST || REPEATED_GROUP.matcher(text).find() || BACK_REFERENCE.matcher(text).find() || SPECIAL_GROUP.matcher(text).find()
                || REPETITION.matcher(text).results().count() > REPETITIONS) {
            throw refused(new LocalText("O padrão de REGEX ou REPLACE poderia demorar demasiado.", "The pattern of REGEX or REPLACE could take too long."));
        }
    }

    private static QueryRefused refused(LocalText detail) {
        return new QueryRefused(Reason.PATTERN, detail, new LocalText(
                "Use no máximo " + LONGEST + " caracteres e " + REPETITIONS + " de * + {}, sem grupos repetidos, referências atrás ou olhares em volta; ou CONTAINS.",
                "Use at most " + LONGEST + " characters and " + REPETITIONS + " of * + {}, no repeated groups, back references or look-around; or CONTAINS."));
    }
}
