package pt.arquipelago.node.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import pt.arquipelago.policies.signature.InvalidMessage;

/** Says where a claims file is wrong and what was expected there, without repeating its values: they name persons. */
final class WrongClaims {
    private WrongClaims() {}

    static String describe(InvalidMessage invalid) {
        Throwable cause = invalid.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "it has the unknown field '" + path(unknown) + "'; known here are " + unknown.getKnownPropertyIds().stream()
                    .map(Object::toString).sorted().collect(Collectors.joining(", "));
        }
        if (cause instanceof JsonMappingException mapping) {
            return at(path(mapping)) + expected(mapping);
        }
        if (cause instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
            return "its JSON ends or breaks at line " + syntax.getLocation().getLineNr() + ", column " + syntax.getLocation().getColumnNr();
        }
        return cause == null || cause.getMessage() == null ? "it is not a JSON object" : cause.getMessage();
    }

    /** The record's own sentence if it refused the value; it names the rule and not the value. */
    private static String expected(JsonMappingException mapping) {
        Throwable cause = mapping.getCause();
        return cause instanceof IllegalArgumentException && !(cause instanceof NumberFormatException) || cause instanceof NullPointerException
                ? cause.getMessage() : "its value has the wrong type or is missing";
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : "at '" + path + "': ";
    }

    private static String path(JsonMappingException mapping) {
        StringBuilder path = new StringBuilder();
        for (Reference step : mapping.getPath()) {
            path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : (path.length() == 0 ? "" : ".") + step.getFieldName());
        }
        return path.toString();
    }
}
