package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A group of choices beside the list: choosing one narrows it, choosing it again widens it. */
public record FacetGroup(String title, List<Choice> choices) {
    public FacetGroup {
        requireNonNull(title, "title is null");
        choices = List.copyOf(choices);
    }

    public record Choice(String label, long count, boolean chosen, String address) {}
}
