package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.problem.Problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The fields of a form, as people type them: ends trimmed, empty means absent, lines end in one character. */
final class Form {
    private final Call call;

    Form(Call call) {
        this.call = call;
    }

    Optional<String> text(String name) {
        return call.field(name).map(value -> value.replace("\r\n", "\n").strip()).filter(value -> !value.isEmpty());
    }

    String textOrEmpty(String name) {
        return text(name).orElse("");
    }

    List<String> lines(String name) {
        return text(name).map(value -> Arrays.stream(value.split("\n")).map(String::strip).filter(line -> !line.isEmpty()).toList()).orElse(List.of());
    }

    List<String> ticked(String name) {
        return call.fields(name);
    }

    /** @throws Problem {@code input.invalid}, naming the field */
    Optional<Integer> number(String name) {
        return text(name).map(value -> {
            if (!value.matches("[0-9]{1,6}")) {
                throw Problem.invalid(name + " must be a whole number.");
            }
            return Integer.valueOf(value);
        });
    }

    /** A secret: never trimmed, and not kept as text by us. */
    Optional<char[]> secret(String name) {
        return call.field(name).filter(value -> !value.isEmpty()).map(String::toCharArray);
    }
}
