package pt.arquipelago.catalog.service.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** A part of the catalogue with the addresses of the parts around it; each dataset is whole, so that no page needs another. */
final class HydraPage {
    static final int SIZE = 100;
    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";

    private HydraPage() {}

    /**
     * @param address of the collection
     * @param choices parameters that every page keeps
     */
    static Model of(DatasetStore store, List<PublishedDataset> datasets, String address, Map<String, String> choices, int page) {
        int last = Math.max(1, (datasets.size() + SIZE - 1) / SIZE);
        Model model = store.graph(part(datasets, page));
        model.setNsPrefix("hydra", HYDRA);
        Resource collection = model.createResource(address);
        Resource view = at(model, address, choices, page).addProperty(RDF.type, model.createResource(HYDRA + "PartialCollectionView"))
                .addProperty(RDF.type, model.createResource(HYDRA + "PagedCollection"));
        count(view, "totalItems", datasets.size());
        count(view, "itemsPerPage", SIZE);
        link(view, "first", at(model, address, choices, 1));
        link(view, "firstPage", at(model, address, choices, 1));
        link(view, "last", at(model, address, choices, last));
        link(view, "lastPage", at(model, address, choices, last));
        if (page > 1) {
            link(view, "previous", at(model, address, choices, page - 1));
            link(view, "previousPage", at(model, address, choices, page - 1));
        }
        if (page < last) {
            link(view, "next", at(model, address, choices, page + 1));
            link(view, "nextPage", at(model, address, choices, page + 1));
        }
        collection.addProperty(RDF.type, model.createResource(HYDRA + "Collection"));
        count(collection, "totalItems", datasets.size());
        link(collection, "view", view);
        return model;
    }

    static List<PublishedDataset> part(List<PublishedDataset> datasets, int page) {
        int from = (int) Math.min((long) (page - 1) * SIZE, datasets.size());
        return datasets.subList(from, Math.min(from + SIZE, datasets.size()));
    }

    private static Resource at(Model model, String address, Map<String, String> choices, int page) {
        Map<String, String> parameters = new TreeMap<>(choices);
        parameters.put("page", Integer.toString(page));
        return model.createResource(address + "?" + Pages.query(parameters));
    }

    private static void link(Resource view, String name, Resource other) {
        view.addProperty(view.getModel().createProperty(HYDRA + name), other);
    }

    private static void count(Resource subject, String name, int count) {
        subject.addProperty(subject.getModel().createProperty(HYDRA + name), Integer.toString(count), XSDDatatype.XSDinteger);
    }
}
