package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where to ask: an e-mail address, a page, or both. */
public record Contact(Optional<String> email, Optional<URI> page) {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>\"]+@[^@\\s<>\"]+");

    public Contact {
        requireNonNull(email, "email is null");
        requireNonNull(page, "page is null");
        if (email.isEmpty() && page.isEmpty()) {
            throw new IllegalArgumentException("A contact has neither e-mail nor page: give at least one.");
        }
        email.filter(address -> !ADDRESS.matcher(address).matches()).ifPresent(address -> {
            throw new IllegalArgumentException("'" + address + "' is not an e-mail address.");
        });
        page.ifPresent(Iris::requireHttp);
    }

    public static Contact email(String address) {
        return new Contact(Optional.of(address), Optional.empty());
    }

    public static Contact page(URI page) {
        return new Contact(Optional.empty(), Optional.of(page));
    }
}
