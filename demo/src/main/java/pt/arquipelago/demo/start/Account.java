package pt.arquipelago.demo.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.accessbody.account.DemonstrationAccounts;
import pt.arquipelago.accessbody.account.Role;

/** A demonstration account of the access body with its published password. */
record Account(String user, String name, String password, String role) {
    static List<Account> all() {
        return DemonstrationAccounts.read(Optional.<Path>empty()).stream()
                .map(seed -> new Account(seed.account().id(), seed.account().displayName(), seed.password(),
                        seed.account().roles().stream().map(Role::word).findFirst().orElseThrow()))
                .toList();
    }

    /** The first account that has the role. */
    static Account of(String role) {
        return all().stream().filter(account -> account.role().equals(role)).findFirst()
                .orElseThrow(() -> new StepFailed("there is no demonstration account with the role " + role, "start from a clean build"));
    }
}
