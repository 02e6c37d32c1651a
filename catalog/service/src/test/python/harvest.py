"""Harvests a catalogue as others do, with rdflib: dumps in three syntaxes, and pages until there is no next. Prints what it took as JSON."""

import json
import sys
import urllib.request

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

HYDRA_NEXT = URIRef("http://www.w3.org/ns/hydra/core#next")
TYPES = {"turtle": "ttl", "json-ld": "jsonld", "xml": "rdf"}


def read(address, accept=None):
    request = urllib.request.Request(address, headers={"Accept": accept} if accept else {})
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.read().decode("utf-8")


def summary(graph):
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    whole = [
        dataset
        for dataset in datasets
        if all(graph.value(dataset, prop) for prop in (DCTERMS.title, DCTERMS.publisher, DCAT.distribution))
        and graph.value(graph.value(dataset, DCAT.distribution), DCAT.accessURL)
        and (graph.value(dataset, DCTERMS.publisher), None, None) in graph
    ]
    return {"datasets": len(datasets), "whole": len(whole), "statements": len(graph)}


def main(address, base):
    taken = {}
    for syntax, extension in TYPES.items():
        taken[syntax] = summary(Graph().parse(data=read(f"{address}/catalog.{extension}"), format=syntax))
    pages, following = Graph(), f"{address}/catalog?page=1"
    count = 0
    while following:
        page = Graph().parse(data=read(following, "text/turtle"), format="turtle")
        following = next((str(other).replace(base, address) for other in page.objects(None, HYDRA_NEXT)), None)
        pages += page
        count += 1
    taken["pages"] = summary(pages) | {"pages": count}
    print(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
