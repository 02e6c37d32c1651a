package pt.arquipelago.catalog.service.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Another catalogue that is harvested. Nothing but this address, and pages it leads to on the same host and port, is ever asked.
 *
 * @param id stands in addresses here
 * @param name as people know it
 * @param url of a dump, a first page, or a FAIR Data Point
 * @param every how often; absent: only by command
 */
public record HarvestSource(String id, String name, URI url, Optional<Duration> every) {
    public HarvestSource {
        requireNonNull(every, "every is null");
        if (!id.matches("[a-z0-9-]{2,40}")) {
            throw new InvalidConfig("harvest: '" + id + "' is no id: give 2 to 40 of a-z, 0-9, '-'.");
        }
        if (name.isBlank()) {
            throw new InvalidConfig("harvest: '" + id + "' has no name: say whose catalogue it is.");
        }
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new InvalidConfig("harvest: the url of '" + id + "' is '" + url + "': give an http or https address.");
        }
    }
}
