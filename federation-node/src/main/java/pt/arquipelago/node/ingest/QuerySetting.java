package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.node.settings.Setting;

/** A query of a source database whose rows are an extract. */
public record QuerySetting(
        @Setting("JDBC address, such as jdbc:postgresql://host/db or jdbc:oracle:thin:@//host:1521/service.") String url,
        @Setting("User of the database; it needs to read only.") String user,
        @Setting("Name of the environment variable that holds the user's password.") String passwordEnv,
        @Setting("The query. Its columns have the names of the profile's.") String sql,
        @Setting("The driver's jar, unless it stands on the class path.") Optional<Path> driver) {

    public QuerySetting {
        if (!url.startsWith("jdbc:")) {
            throw new OperatorException("key 'url' of a query is '" + url + "': an address that begins with jdbc: was expected.");
        }
    }

    String password(Map<String, String> environment) {
        String password = environment.get(passwordEnv);
        if (password == null) {
            throw new OperatorException("The environment variable " + passwordEnv + " with the password of " + user + " is not set.");
        }
        return password;
    }
}
