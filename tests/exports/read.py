"""Reads exported files with the libraries that researchers use, and compares each with the dataset as JSON.

read.py FOLDER: the folder has one dataset in every format, named data.EXTENSION. Prints a line for each reader; exits with 1 where one
differs.
"""

import collections
import csv
import io
import itertools
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import bibtexparser
import citeproc
import citeproc.source.json
import igraph
import networkx
import openpyxl
import pandas
import rdflib

folder = Path(sys.argv[1])
truth = json.loads((folder / "data.json").read_text("utf-8"))
entities = {entity["id"]: entity for entity in truth["entities"]}
claims = {claim["id"]: claim for claim in truth["claims"]}
VOCABULARY = "urn:loopscope:vocabulary:"
failed = False


def facts_of(rows):
    """What has to come through: how many, of which types, from where to where, sums, dates, and both languages."""
    rows = list(rows)
    return {
        "claims": len(rows),
        "types": dict(collections.Counter(row["type"] for row in rows)),
        "pairs": dict(collections.Counter((row["from"], row["to"]) for row in rows)),
        "sums": sum(float(row["amount"]) for row in rows if known(row.get("amount"))),
        "dates": sorted(str(row["start"]) for row in rows if known(row.get("start"))),
        "zh": sorted(row["summaryZh"] for row in rows),
    }


def known(value):
    return value is not None and value != "" and value == value  # NaN is not itself


WANTED = facts_of(claims.values())
NAMES = sorted((entity["nameEn"], entity["nameZh"]) for entity in entities.values())


def check(reader, found, names=None):
    global failed
    wrong = [key for key, value in found.items() if value != WANTED[key] and not close(value, WANTED[key])]
    if names is not None and sorted(names) != NAMES:
        wrong.append("names")
    failed = failed or bool(wrong)
    print(f"{'FAIL' if wrong else 'ok  '} {reader}" + (f": {', '.join(wrong)}" if wrong else ""))


def close(a, b):
    return isinstance(a, float) and isinstance(b, (int, float)) and abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def unguarded(text):
    return text[1:] if isinstance(text, str) and len(text) > 1 and text[0] == "'" and text[1] in "=+-@'\t\r" else text


def of_networkx():
    graph = networkx.read_graphml(folder / "data.graphml", force_multigraph=True)
    rows = [{**data, "from": a, "to": b} for a, b, data in graph.edges(data=True)]
    check("networkx, GraphML", facts_of(rows), [(d["nameEn"], d["nameZh"]) for _, d in graph.nodes(data=True)])


def of_igraph():
    graph = igraph.Graph.Read_GraphML(str(folder / "data.graphml"))
    rows = [
        {**edge.attributes(), "from": graph.vs[edge.source]["id"], "to": graph.vs[edge.target]["id"]}
        for edge in graph.es
    ]
    check("igraph, GraphML", facts_of(rows), list(zip(graph.vs["nameEn"], graph.vs["nameZh"])))


def of_networkx_gexf():
    graph = networkx.read_gexf(folder / "data.gexf", version="1.3")
    rows = [{**data, "from": a, "to": b} for a, b, data in graph.edges(data=True)]
    check("networkx, GEXF", facts_of(rows), [(d["nameEn"], d["nameZh"]) for _, d in graph.nodes(data=True)])


def rows_of(graph):
    def local(value):
        text = str(value)
        return text.rsplit(":", 1)[-1] if text.startswith("urn:loopscope:") else text

    def records(kind):
        for subject in graph.subjects(rdflib.RDF.type, rdflib.URIRef(VOCABULARY + kind)):
            yield {
                str(predicate)[len(VOCABULARY) :]: local(value)
                for predicate, value in graph.predicate_objects(subject)
                if str(predicate).startswith(VOCABULARY)
            }

    return list(records("Claim")), list(records("Entity"))


def of_rdflib():
    said = {}
    for name, form in (("data.ttl", "turtle"), ("data.jsonld", "json-ld")):
        graph = rdflib.Graph().parse(folder / name, format=form)
        rows, nodes = rows_of(graph)
        check(f"rdflib, {form}", facts_of(rows), [(n["nameEn"], n["nameZh"]) for n in nodes])
        said[form] = {(str(s), str(p), str(o)) for s, p, o in graph if str(p) == VOCABULARY + "summaryEn"}
        if form == "turtle":
            derived = len(list(graph.subject_objects(rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))))
            wanted = sum(len(set(claim["evidence"])) for claim in claims.values())
            check_that("rdflib, PROV-O: each claim was derived from its evidence", derived == wanted)
    check_that("rdflib, Turtle and JSON-LD say the same", said["turtle"] == said["json-ld"])


def check_that(what, holds):
    global failed
    failed = failed or not holds
    print(f"{'ok  ' if holds else 'FAIL'} {what}")


def of_pandas():
    with zipfile.ZipFile(folder / "data.csv.zip") as archive:
        table = lambda name: pandas.read_csv(archive.open(f"{name}.csv"), encoding="utf-8-sig", dtype=str).map(unguarded)
        rows = table("claims").to_dict("records")
        nodes = table("entities").to_dict("records")
    check("pandas, CSV", facts_of(rows), [(n["nameEn"], n["nameZh"]) for n in nodes])


def of_openpyxl():
    book = openpyxl.load_workbook(folder / "data.xlsx")
    def rows(name):
        head, *rest = book[name].iter_rows(values_only=True)
        return [dict(zip(head, row)) for row in rest]
    check("openpyxl, XLSX", facts_of(rows("claims")), [(n["nameEn"], n["nameZh"]) for n in rows("entities")])
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    check_that("openpyxl: no cell is a formula", not formulas)


def of_libreoffice():
    subprocess.run(
        ["soffice", "--headless", "--convert-to", 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
         "--outdir", str(folder / "office"), str(folder / "data.xlsx")],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    def rows(name):
        text = (folder / "office" / f"data-{name}.csv").read_text("utf-8")
        return list(csv.DictReader(io.StringIO(text)))
    check("LibreOffice, XLSX", facts_of(rows("claims")), [(n["nameEn"], n["nameZh"]) for n in rows("entities")])


def of_graphviz():
    done = subprocess.run(["dot", "-Tjson", str(folder / "data.dot")], check=True, capture_output=True)
    drawn = json.loads(done.stdout)
    names = [node["name"] for node in drawn["objects"]]
    pairs = collections.Counter((names[edge["tail"]], names[edge["head"]]) for edge in drawn["edges"])
    check("Graphviz, DOT", {"claims": len(drawn["edges"]), "pairs": dict(pairs)})


def of_bibtexparser():
    library = bibtexparser.parse_file(str(folder / "data.bib"))
    check_that("bibtexparser, BibTeX: an entry for each source", not library.failed_blocks and {e.key for e in library.entries} == {s["id"] for s in truth["sources"]})


def of_csl():
    entries = json.loads((folder / "data.csl.json").read_text("utf-8"))
    told = printed_by_citeproc(entries)
    wrong = [source["id"] for source in truth["sources"] if source["title"] and not says(told.get(source["id"], ""), source["title"])]
    check_that("citeproc-py, CSL-JSON: each source is printed with its title" + "".join(f" {key}" for key in wrong[:5]), len(told) == len(truth["sources"]) and not wrong)


def printed_by_citeproc(entries):
    """Each entry as the Chicago manual has it, by its id."""
    style = citeproc.CitationStylesStyle("chicago-author-date", validate=False)
    list_of = citeproc.CitationStylesBibliography(style, citeproc.source.json.CiteProcJSON(entries), citeproc.formatter.plain)
    for entry in entries:
        list_of.register(citeproc.Citation([citeproc.CitationItem(entry["id"])]))
    # Unsorted, they stand as they were registered.
    return dict(zip((entry["id"] for entry in entries), map(str, list_of.bibliography()), strict=True))


def says(text, part):
    """Styles change case, quotes within quotes and double spaces."""
    plain = lambda value: "".join(letter for letter in value.lower() if letter.isalnum())
    return plain(part) in plain(text)


def of_citations():
    """What the page gives as the citation of each claim, entity and loop."""
    cited = json.loads((folder / "citations" / "cited.json").read_text("utf-8"))
    for file, of in itertools.groupby(cited, lambda one: one["file"]):
        wanted = [one["cited"] for one in of]
        library = bibtexparser.parse_file(
            str(folder / "citations" / f"{file}.bib"), append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()]
        )
        entries = [{field.key: field.value for field in entry.fields} for entry in library.entries]
        sets = lambda one: {f"{dataset['id']}@{dataset['version']}" for dataset in one["datasets"]}
        check_that(
            f"bibtexparser, citations of {file}: {len(entries)}",
            not library.failed_blocks
            and len(entries) == len(wanted)
            and all(
                says(entry["title"], one["title"])
                and entry["urldate"] == one["accessed"]
                and set(entry["version"].split(", ")) == sets(one)
                and all(says(entry["note"], source) for source in one["sources"])
                for entry, one in zip(entries, wanted)
            ),
        )
        raw = bibtexparser.parse_file(str(folder / "citations" / f"{file}.bib"))
        links = [entry.fields_dict["url"].value for entry in raw.entries]
        check_that(f"bibtexparser, links of {file}", links == [one["url"].replace("{", "%7B").replace("}", "%7D") for one in wanted])
        told = printed_by_citeproc(json.loads((folder / "citations" / f"{file}.json").read_text("utf-8")))
        check_that(
            f"citeproc-py, citations of {file}: {len(told)}",
            len(told) == len(wanted)
            and all(
                "Loopscope" in text and says(text, one["title"]) and one["url"] in text and says(text, "Accessed November 24, 2026")
                for text, one in zip(told.values(), wanted)
            ),
        )


for read in (of_networkx, of_igraph, of_networkx_gexf, of_rdflib, of_pandas, of_openpyxl, of_libreoffice, of_graphviz, of_bibtexparser, of_csl, of_citations):
    try:
        read()
    except Exception as error:  # a reader that cannot read it is what this is to find out
        failed = True
        print(f"FAIL {read.__name__}: {type(error).__name__}: {error}")
sys.exit(1 if failed else 0)
