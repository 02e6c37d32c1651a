package pt.arquipelago.pseudonymisation.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** Pseudonyms a second, from the bytes of an extract on, beside an HMAC made anew for each row; docs/benchmarks.md. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(2)
public class PseudonymBenchmark {

    private static final int BATCH = 2048;

    private final NodeKey key = NodeKey.generate(new SecureRandom());
    private final Pseudonymiser pseudonymiser = Pseudonymiser.of(key, "benchmark");
    private final Pseudonymiser rotated = pseudonymiser.then(EpochStep.into(1, key, "benchmark"));
    private final byte[] naiveKey = new byte[32];
    private final byte[][] patients = raw(9);
    private final byte[][] prescriptions = raw(19);

    /** Numbers of patients: form checked, one AES block each. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long[] patients() {
        return pseudonyms(pseudonymiser, IdentifierType.PATIENT_NUMBER, patients);
    }

    /** The same after a rotation: one block more. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long[] patientsAfterARotation() {
        return pseudonyms(rotated, IdentifierType.PATIENT_NUMBER, patients);
    }

    /** Numbers of prescriptions: two blocks, one by one. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long[] prescriptions() {
        return pseudonyms(pseudonymiser, IdentifierType.PRESCRIPTION, prescriptions);
    }

    /** What one would write first: a text, a new Mac for each row, the digest as a text. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public String[] naiveHmac() throws GeneralSecurityException {
        String[] out = new String[BATCH];
        for (int i = 0; i < BATCH; i++) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(naiveKey, "HmacSHA256"));
            String text = new String(patients[i], StandardCharsets.UTF_8);
            out[i] = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        }
        return out;
    }

    private static long[] pseudonyms(Pseudonymiser pseudonymiser, IdentifierType type, byte[][] raw) {
        byte[] form = new byte[CanonicalForm.MAX_LENGTH];
        byte[][] canonical = new byte[raw.length][];
        for (int i = 0; i < raw.length; i++) {
            int length = type.write(raw[i], 0, raw[i].length, form);
            canonical[i] = length < 0 ? null : Arrays.copyOf(form, length);
        }
        long[] out = new long[raw.length];
        pseudonymiser.pseudonyms(type, canonical, out);
        return out;
    }

    private static byte[][] raw(int digits) {
        Random random = new Random(1);
        byte[][] raw = new byte[BATCH][];
        for (int i = 0; i < BATCH; i++) {
            StringBuilder number = new StringBuilder();
            for (int j = 0; j < digits; j++) {
                number.append((char) ('0' + random.nextInt(10)));
            }
            raw[i] = number.toString().getBytes(StandardCharsets.US_ASCII);
        }
        return raw;
    }
}
