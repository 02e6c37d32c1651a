package pt.arquipelago.catalog.service.view;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.ValueFigures;

/**
 * Portugal as tiles, one for each region (NUTS 3 of 2024), roughly where it lies: all regions are as large, so that a small one is seen as well, and
 * no outlines are needed. Ready to be drawn.
 */
public record TileMap(List<Tile> tiles) {
    public static final int WIDTH = 104;
    public static final int HEIGHT = 46;
    private static final int SHADES = 5;
    private static final List<Place> PLACES = List.of(
            new Place("PT111", "Alto Minho", 1, 0), new Place("PT112", "Cávado", 1, 1), new Place("PT119", "Ave", 2, 1), new Place("PT11B", "Alto Tâmega e Barroso", 3, 1),
            new Place("PT11E", "Terras de Trás-os-Montes", 4, 1), new Place("PT11A", "Área Metropolitana do Porto", 1, 2), new Place("PT11C", "Tâmega e Sousa", 2, 2),
            new Place("PT11D", "Douro", 3, 2), new Place("PT191", "Região de Aveiro", 1, 3), new Place("PT194", "Viseu Dão Lafões", 2, 3), new Place("PT196", "Beiras e Serra da Estrela", 3, 3),
            new Place("PT192", "Região de Coimbra", 1, 4), new Place("PT195", "Beira Baixa", 3, 4), new Place("PT193", "Região de Leiria", 1, 5), new Place("PT1D2", "Médio Tejo", 2, 5),
            new Place("PT1C3", "Alto Alentejo", 3, 5), new Place("PT1D1", "Oeste", 1, 6), new Place("PT1D3", "Lezíria do Tejo", 2, 6), new Place("PT1C4", "Alentejo Central", 3, 6),
            new Place("PT1A0", "Grande Lisboa", 1, 7), new Place("PT1B0", "Península de Setúbal", 2, 7), new Place("PT1C2", "Baixo Alentejo", 3, 7), new Place("PT1C1", "Alentejo Litoral", 2, 8),
            new Place("PT150", "Algarve", 3, 8), new Place("PT200", "Açores", 0, 6), new Place("PT300", "Madeira", 0, 8));

    private record Place(String code, String name, int column, int row) {}

    public TileMap {
        tiles = List.copyOf(tiles);
    }

    /**
     * @param lines the name in one or two lines
     * @param figures absent where none may be told
     * @param shade from 1 to 5 by its share of the largest; 0 without figures
     */
    public record Tile(String code, String name, List<String> lines, int x, int y, Optional<ValueFigures> figures, int shade) {}

    /** Of datasets' regions added up; empty if none says any. */
    public static Optional<TileMap> of(Collection<Region> regions) {
        Map<String, ValueFigures> sums = regions.stream().collect(Collectors.toMap(Region::nuts, Region::figures,
                (a, b) -> new ValueFigures(a.records() + b.records(), a.individuals() + b.individuals()), TreeMap::new));
        long most = sums.values().stream().mapToLong(ValueFigures::individuals).max().orElse(0);
        return PLACES.stream().noneMatch(place -> sums.containsKey(place.code())) ? Optional.empty()
                : Optional.of(new TileMap(PLACES.stream().map(place -> tile(place, Optional.ofNullable(sums.get(place.code())), most)).toList()));
    }

    /** Of a NUTS 3 region of Portugal. */
    public static Optional<String> name(String nuts) {
        return PLACES.stream().filter(place -> place.code().equals(nuts)).map(Place::name).findFirst();
    }

    private static Tile tile(Place place, Optional<ValueFigures> figures, long most) {
        int shade = figures.map(told -> (int) Math.max(1, (told.individuals() * SHADES + most - 1) / most)).orElse(0);
        return new Tile(place.code(), place.name(), lines(place.name()), place.column() * WIDTH, place.row() * HEIGHT, figures, shade);
    }

    private static List<String> lines(String name) {
        int middle = name.indexOf(' ', Math.max(0, name.length() / 2 - 4));
        return name.length() < 17 || middle < 0 ? List.of(name) : Stream.of(name.substring(0, middle), name.substring(middle + 1)).toList();
    }
}
