package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** Datasets somebody put together. @param applications where to apply: an access body with the address that names what it decides on */
public record BasketView(List<PublishedDataset> datasets, List<Application> applications) {
    public BasketView {
        datasets = List.copyOf(datasets);
        applications = List.copyOf(applications);
    }

    public record Application(String body, String address, int datasets) {
        public Application {
            requireNonNull(body, "body is null");
            requireNonNull(address, "address is null");
        }
    }
}
