package pt.arquipelago.node.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** Made once for all tests: forty persons are seen at two institutions, and Santa Maria has no sick leave. */
final class ThreeInstitutions {
    static final List<Institution> ALL = make();

    private ThreeInstitutions() {}

    private static List<Institution> make() {
        try {
            Path folder = Files.createTempDirectory("three-institutions");
            return List.of(
                    Institution.ingested("uls-sao-joao", folder.resolve("a"), Population.of(1, numbers(100_000_000L, 701), new int[] {9, 10, 11}, true).extracts()),
                    Institution.ingested("uls-coimbra", folder.resolve("b"),
                            Population.of(2, LongStream.concat(LongStream.of(numbers(100_000_600L, 40)), LongStream.of(numbers(200_000_000L, 359))).toArray(), new int[] {10, 11, 9}, true).extracts()),
                    Institution.ingested("uls-santa-maria", folder.resolve("c"), Population.of(3, numbers(300_000_000L, 260), new int[] {3, 0, 10}, false).extracts()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] numbers(long first, int many) {
        return LongStream.range(first, first + many).toArray();
    }
}
