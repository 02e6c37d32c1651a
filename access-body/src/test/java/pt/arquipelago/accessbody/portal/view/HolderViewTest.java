package pt.arquipelago.accessbody.portal.view;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class HolderViewTest {
    private static final HolderView NOTHING = new HolderView(Optional.empty(), Optional.empty(), List.of(), 1, List.of(), List.of());

    @Test
    void tablesWhoseInstitutionsAskForTheSameStandTogether() {
        DatasetView first = dataset("dem", ten());
        DatasetView second = dataset("cit", new HolderView(Optional.of(15), Optional.empty(), List.of(), 1, List.of(), List.of()));
        DatasetView third = dataset("pem", ten());
        assertThat(HolderView.alike(List.of(first, second, dataset("rnu", NOTHING), third)).values()).containsExactly(List.of(first, third), List.of(second));
    }

    private static HolderView ten() {
        return new HolderView(Optional.of(10), Optional.empty(), List.of(), 1, List.of(), List.of());
    }

    private static DatasetView dataset(String view, HolderView holder) {
        return new DatasetView("uls-coimbra", "ULS Coimbra", "source_" + view, view, view, view, "", "", Optional.empty(), Optional.empty(), Optional.empty(), "", true, holder, List.of());
    }
}
