import { canonicalJson, shortHash } from '../formats/canonical.ts';

/** The version of a dataset that is called otherwise: another one, as names are content, and made without reading the rest. */
export const renamedVersion = (version: string, names: object): string =>
  shortHash(canonicalJson({ version, names }));
