import { csv } from './csv.ts';
import { cypherScript } from './cypher-script.ts';
import type { Format } from './format.ts';
import { graphml } from './graphml.ts';
import { json } from './json.ts';
import { jsonld } from './jsonld.ts';
import { turtle } from './turtle.ts';

/** The formats that lose nothing. */
export const FORMATS: readonly Format[] = [json, csv, graphml, turtle, jsonld, cypherScript];
