import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** JSON with the keys of every object in order and absent values left out: equal values, equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The first `digits` hexadecimal digits of the SHA-256 of a text; 16 are plenty for what one dataset holds. */
export const shortHash = (text: string, digits = 16): string => shortHashOf([text], digits);

/** The same of a text that comes in parts. */
export function shortHashOf(parts: Iterable<string>, digits = 16): string {
  const hash = sha256.create();
  for (const part of parts) hash.update(utf8ToBytes(part));
  return bytesToHex(hash.digest()).slice(0, digits);
}

/** The id of a snapshot: the hash of what it holds. */
export const snapshotId = (body: unknown): string => shortHash(canonicalJson(body), 32);
