package pt.arquipelago.accessbody.permit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKeystore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import static java.util.Objects.requireNonNull;

/** The key of permits: in a file that only the decision maker's password opens, for one signature, and never kept open. */
public final class PermitKeystore {
    private static final Logger LOG = LoggerFactory.getLogger(PermitKeystore.class);

    private final Path file;

    public PermitKeystore(Path file) {
        this.file = requireNonNull(file, "file is null");
    }

    /**
     * Clears the password.
     *
     * @throws Problem {@code permit.keystore-locked}
     */
    public String sign(Permit permit, char[] password) {
        try {
            return Jws.sign(SigningKeystore.load(file, password), MessageType.PERMIT, permit);
        } catch (IOException e) {
            LOG.warn("the keystore of permits did not open: {}", e.getClass().getSimpleName());
            throw new Problem(ProblemCode.KEYSTORE_LOCKED);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
