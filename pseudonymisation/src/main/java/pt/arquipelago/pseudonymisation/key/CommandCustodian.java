package pt.arquipelago.pseudonymisation.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that prints the key, such as a vault's client: 64 hex digits, or base64 of 32 bytes. It is run without a
 * shell; what it says on standard error is not shown, for it may quote secrets.
 */
public final class CommandCustodian implements KeyCustodian {

    private static final int LONGEST = 200;

    private final List<String> command;
    private final Duration limit;

    /**
     * @param command the program and its arguments
     * @param limit after which the command is ended
     */
    public CommandCustodian(List<String> command, Duration limit) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command has a program at least");
        }
        this.command = List.copyOf(command);
        this.limit = limit;
    }

    @Override
    public NodeKey nodeKey() {
        byte[] printed = run();
        byte[] key = new byte[0];
        try {
            key = decoded(printed);
            return NodeKey.of(key);
        } catch (IllegalArgumentException e) {
            throw failed("printed no key: 64 hex digits or base64 of " + NodeKey.LENGTH + " bytes are expected on its standard output");
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(printed, (byte) 0);
        }
    }

    private byte[] run() {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new KeyUnavailable("the command '" + command.get(0) + "' that prints the key cannot be started: see that it is there and may be run", e);
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("did not end within " + limit.toSeconds() + " seconds");
            }
            if (process.exitValue() != 0) {
                throw failed("ended with " + process.exitValue() + ": run it by hand to see why");
            }
            return process.getInputStream().readNBytes(LONGEST);
        } catch (IOException e) {
            throw failed("could not be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] decoded(byte[] printed) {
        int end = printed.length;
        while (end > 0 && printed[end - 1] <= ' ') {
            end--;
        }
        if (end == 2 * NodeKey.LENGTH) {
            return HexFormat.of().parseHex(new String(printed, 0, end, StandardCharsets.ISO_8859_1));
        }
        return Base64.getDecoder().decode(Arrays.copyOf(printed, end));
    }

    private KeyUnavailable failed(String what) {
        return new KeyUnavailable("the command '" + command.get(0) + "' that prints the key " + what);
    }
}
