package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.service.store.FairDataPoint;

/** The FAIR Data Point: its root, the catalogue's record, and the profiles with their shapes. */
final class FdpRoutes {
    private final URI base;
    private final FairDataPoint point;
    private final Profiles profiles;
    private final Resources resources;
    private final Exchange exchange;

    FdpRoutes(URI base, FairDataPoint point, Profiles profiles, Resources resources, Exchange exchange) {
        this.base = requireNonNull(base, "base is null");
        this.point = requireNonNull(point, "point is null");
        this.profiles = requireNonNull(profiles, "profiles is null");
        this.resources = requireNonNull(resources, "resources is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
    }

    void addTo(Router router) {
        router.get("/").handler(this::root);
        router.head("/").handler(this::root);
        router.get("/profiles").handler(this::profiles);
        router.head("/profiles").handler(this::profiles);
        for (String path : new String[] {"/profiles/:profile", "/profiles/:profile/shapes"}) {
            router.get(path).handler(this::profile);
            router.head(path).handler(this::profile);
        }
    }

    private void root(RoutingContext context) {
        resources.serve(context, new Resources.About(point.iri(), "fdp", "WebAPI", Optional.of(point.modified()), Map.of()), point::root);
    }

    private void profiles(RoutingContext context) {
        String iri = base + "/profiles";
        resources.serve(context, new Resources.About(iri, "profiles", "Collection", Optional.empty(), Map.of()), () -> profiles.list(iri));
    }

    private void profile(RoutingContext context) {
        boolean shapes = context.normalizedPath().endsWith("/shapes");
        Optional<Profiles.Profile> profile = profiles.find(context.pathParam("profile"));
        if (profile.isEmpty()) {
            exchange.fail(context, Failure.notFound());
            return;
        }
        String iri = base + "/profiles/" + profile.get().name();
        if (shapes) {
            resources.serve(context, new Resources.About(iri + "/shapes", "shapes", "CreativeWork", Optional.empty(), Map.of()), () -> profile.get().shapes().model());
        } else {
            resources.serve(context, new Resources.About(iri, "profile", "CreativeWork", Optional.empty(), Map.of()), () -> profiles.describe(profile.get(), iri));
        }
    }
}
