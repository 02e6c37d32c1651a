package pt.arquipelago.node.profile;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.catalog.description.CodingSystem;
import pt.arquipelago.catalog.description.HealthActivity;
import pt.arquipelago.catalog.description.HealthTheme;
import pt.arquipelago.node.lake.CatalogueTerms;

/** Reads a profile's {@code catalogue}: what is left out is as for any table. */
final class CatalogueReader {
    private CatalogueReader() {}

    static CatalogueTerms read(ProfileNode root) {
        Optional<ProfileNode> node = root.child("catalogue");
        if (node.isEmpty()) {
            return CatalogueTerms.PLAIN;
        }
        ProfileNode catalogue = node.get().allow("themes", "coding_systems", "personal_data", "activity", "purpose", "population", "provenance", "retention");
        CatalogueTerms plain = CatalogueTerms.PLAIN;
        List<String> themes = catalogue.texts("themes");
        themes.forEach(theme -> catalogue.choice("themes", theme, HealthTheme.class));
        for (String system : catalogue.texts("coding_systems")) {
            try {
                CodingSystem.ofCode(system);
            } catch (IllegalArgumentException e) {
                throw catalogue.wrong("coding_systems", e.getMessage());
            }
        }
        for (String concept : catalogue.texts("personal_data")) {
            if (!concept.matches("[A-Za-z][A-Za-z0-9-]*")) {
                throw catalogue.wrong("personal_data", "expected names of DPV-PD such as Age, found '" + concept + "'");
            }
        }
        String activity = catalogue.optionalText("activity").map(text -> catalogue.choice("activity", text, HealthActivity.class).name()).orElse(plain.activity());
        return new CatalogueTerms(
                themes.isEmpty() ? plain.themes() : themes.stream().map(theme -> catalogue.choice("themes", theme, HealthTheme.class).name()).toList(),
                catalogue.texts("coding_systems"), catalogue.texts("personal_data"), activity,
                catalogue.has("purpose") ? ProfileReader.text(catalogue, "purpose") : plain.purpose(),
                catalogue.has("population") ? ProfileReader.text(catalogue, "population") : plain.population(),
                catalogue.has("provenance") ? ProfileReader.text(catalogue, "provenance") : plain.provenance(),
                catalogue.has("retention") ? ProfileReader.text(catalogue, "retention") : plain.retention(), false);
    }
}
