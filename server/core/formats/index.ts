import { EXPORT_FORMATS, type ExportFormat } from '../contract/exports.ts';
import { csv } from './csv.ts';
import { cypherScript } from './cypher-script.ts';
import { cytoscapeJson } from './cytoscape-json.ts';
import { dot } from './dot.ts';
import type { Format, Outgoing } from './format.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import { json } from './json.ts';
import { jsonld } from './jsonld.ts';
import { markdown } from './markdown.ts';
import { bibtex, csl } from './references.ts';
import { turtle } from './turtle.ts';
import { xlsx } from './xlsx.ts';

/** The formats that lose nothing, and are read back. */
export const FORMATS = { json, csv, graphml, turtle, jsonld, cypher: cypherScript } as const satisfies {
  [Name in ExportFormat]?: Format;
};

type Write = (records: AsyncIterable<Outgoing>, loses: string) => AsyncIterable<string | Uint8Array>;
const WRITERS: { readonly [Name in ExportFormat]: Write } = {
  json: json.write,
  csv: csv.write,
  graphml: graphml.write,
  turtle: turtle.write,
  jsonld: jsonld.write,
  cypher: cypherScript.write,
  gexf,
  cytoscape: cytoscapeJson,
  xlsx,
  dot,
  markdown,
  bibtex,
  csl,
};

/** Writes records, the dataset's own first, as a file of a format; what the format loses is said in the file. */
export function writeAs(
  format: ExportFormat,
  records: AsyncIterable<Outgoing>,
): AsyncIterable<string | Uint8Array> {
  const kind = EXPORT_FORMATS[format];
  return WRITERS[format](records, 'losesEn' in kind ? kind.losesEn : '');
}
