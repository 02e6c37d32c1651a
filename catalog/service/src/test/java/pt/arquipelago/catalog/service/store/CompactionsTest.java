package pt.arquipelago.catalog.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionsTest {
    @TempDir
    Path folder;

    @Test
    void areDueAfterAThousandChangesAndThreeForEachDataset() {
        Compactions compactions = new Compactions(folder.resolve("compacted"));
        assertThat(compactions.due(999, 3)).isFalse();
        assertThat(compactions.due(1_000, 3)).isTrue();
        assertThat(compactions.due(1_000, 20_000)).isFalse();
        assertThat(compactions.due(60_000, 20_000)).isTrue();
        compactions.done(60_000);
        assertThat(new Compactions(folder.resolve("compacted")).due(119_999, 20_000)).isFalse();
        assertThat(new Compactions(folder.resolve("compacted")).due(120_000, 20_000)).isTrue();
    }
}
