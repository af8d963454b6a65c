import type { ImportFormat } from '../contract/import.ts';
import { type Chunks, NotTheFormat } from '../formats/format.ts';
import { unzipped } from '../formats/zip.ts';
import { why } from '../model/why.ts';
import { asUtf8 } from './encoding.ts';
import type { Answers, Read } from './numbers.ts';
import type { Source } from './sheets.ts';

/** Bytes that are looked at to tell formats apart. */
const HEAD = 65_536;

async function headOf(bytes: Chunks): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD) break;
  }
  const head = new Uint8Array(Math.min(length, HEAD));
  let at = 0;
  for (const part of parts) {
    head.set(part.subarray(0, head.length - at), at);
    at += Math.min(part.length, head.length - at);
  }
  return head;
}

const begins = (bytes: Uint8Array, ...with_: number[]): boolean =>
  with_.every((byte, at) => bytes[at] === byte);

/** A workbook is a zip as well: what is in it tells. */
async function inZip(bytes: Chunks): Promise<ImportFormat> {
  for await (const { name } of unzipped(bytes)) {
    if (name === '[Content_Types].xml' || name.startsWith('xl/')) return 'xlsx';
    if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  }
  throw new NotTheFormat(why('file.noTable'), 1);
}

function jsonFormat(text: string): ImportFormat {
  if (/"@context"/.test(text.slice(0, 4096))) return 'jsonld';
  if (/^\{\s*"loopscope"\s*:/.test(text)) return 'json';
  return text.startsWith('[') || /"(?:elements|nodes|edges)"\s*:/.test(text) ? 'cytoscape' : 'json';
}

/** What a file is, where it is none of text. */
async function packed(file: Source): Promise<ImportFormat | undefined> {
  const head = await headOf(file());
  if (head.length === 0) throw new NotTheFormat(why('file.empty'), 1);
  if (begins(head, 0x50, 0x4b)) return inZip(file());
  if (begins(head, 0x1f, 0x8b)) throw new NotTheFormat(why('file.gzip'), 1);
  if (begins(head, 0x25, 0x50, 0x44, 0x46)) throw new NotTheFormat(why('file.pdf'), 1);
  if (begins(head, 0xd0, 0xcf, 0x11, 0xe0)) throw new NotTheFormat(why('file.oldWorkbook'), 1);
  return undefined;
}

/** A file as it is to be read: what it is by its content, since a name says only what somebody called it, and text as UTF-8. */
export async function understood(
  file: Source,
  answers: Answers,
): Promise<
  { format: ImportFormat; file: Source; encoding?: string } | Extract<Read<never>, { ask: unknown }>
> {
  const binary = await packed(file);
  if (binary) return { format: binary, file };
  const text = await asUtf8(file, answers);
  return 'ask' in text ? text : { ...text, format: await textFormat(text.file) };
}

async function textFormat(file: Source): Promise<ImportFormat> {
  const text = new TextDecoder().decode(await headOf(file())).trimStart();
  if (/^<(\?xml|!|graphml|gexf)/i.test(text)) {
    if (/<gexf[\s>]/i.test(text)) return 'gexf';
    if (/<graphml[\s>]/i.test(text)) return 'graphml';
    throw new NotTheFormat(why('file.otherXml'), 1);
  }
  if (/^[{[]/.test(text)) return jsonFormat(text);
  if (/^\/\/ A dataset of Loopscope as Cypher/.test(text)) return 'cypher';
  if (/^(@prefix|@base|prefix\s|base\s|<urn:|<https?:)/i.test(text)) return 'turtle';
  const [line = ''] = text.split(/\r?\n/);
  return line.includes('\t') ? 'tsv' : 'csv';
}
