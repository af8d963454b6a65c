import { rowsOf } from '../formats/csv.ts';
import type { Chunks } from '../formats/format.ts';
import { unzipped } from '../formats/zip.ts';
import { headed, type Sheet, type SheetRow } from './sheets.ts';

const HEAD = 16_384;

/** The sign between columns: the one that stands most often in the first line, outside quotes. */
function delimiterIn(head: string): string {
  const line = head.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/)[0] ?? '';
  const counts = [',', '\t', ';', '|'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** The first bytes of a stream, and all of it. */
async function headOf(bytes: Chunks): Promise<{ head: string; all: Chunks }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await iterator.next();
    if (next.done) break;
    seen.push(next.value);
    length += next.value.length;
  }
  const all = async function* (): Chunks {
    yield* seen;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  const decoder = new TextDecoder();
  return { head: seen.map((part) => decoder.decode(part, { stream: true })).join(''), all: all() };
}

async function* numbered(bytes: Chunks, delimiter: string): AsyncGenerator<SheetRow> {
  let row = 0;
  for await (const { cells } of rowsOf(bytes, delimiter)) yield { cells, row: ++row };
}

async function sheetIn(name: string, bytes: Chunks): Promise<Sheet | undefined> {
  const { head, all } = await headOf(bytes);
  return headed(name, numbered(all, delimiterIn(head.replace(/^\ufeff/, ''))));
}

/** A table in UTF-8, with whichever sign between its columns. */
export async function* delimited(bytes: Chunks): AsyncGenerator<Sheet> {
  const sheet = await sheetIn('', bytes);
  if (sheet) yield sheet;
}

/** The tables in an archive, each called as its file. */
export async function* delimitedIn(bytes: Chunks): AsyncGenerator<Sheet> {
  for await (const { name, bytes: file } of unzipped(bytes)) {
    if (!/\.(csv|tsv|txt)$/i.test(name) || /(^|\/)(__MACOSX\/|\._)/.test(name)) continue;
    const sheet = await sheetIn(name.replace(/^.*\//, '').replace(/\.\w+$/, ''), file);
    if (sheet) yield sheet;
  }
}
