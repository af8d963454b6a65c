import { canonicalJson, shortHash } from '../formats/canonical.ts';

/** The version of a dataset of which a little is said otherwise, made without reading the rest. */
export const renamedVersion = (version: string, said: object): string =>
  shortHash(canonicalJson({ version, said }));
