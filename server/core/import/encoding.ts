import chardet from 'chardet';
import { type Chunks, NotTheFormat } from '../formats/format.ts';
import { why } from '../model/why.ts';
import type { Answers } from './numbers.ts';
import type { Source } from './sheets.ts';

/** What text may come in, by the names that decoders know. */
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'windows-1252'] as const;
type Encoding = (typeof ENCODINGS)[number];
const QUESTION = { id: 'encoding', options: ENCODINGS };

/** What is looked at to tell encodings apart; whether it is UTF-8 is asked of the whole. */
const SAMPLE = 262_144;
/** Out of a hundred, by the count of common characters: how sure it is, and how far ahead of the other. */
const SURE = 40;
const AHEAD = 30;

async function isUtf8(bytes: Chunks): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

async function sampleOf(bytes: Chunks): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= SAMPLE) break;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.subarray(0, SAMPLE);
}

/** Text in two bytes a sign has a zero in every other one, where it has anything Latin in it. */
function wide(bytes: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = bytes.length / 20;
  if (odd > most && even * 10 < odd) return 'utf-16le';
  if (even > most && odd * 10 < even) return 'utf-16be';
  return undefined;
}

/** A mark at the start says it; then it is UTF-8 if all of it is; then common characters are counted; and in doubt it is asked. */
async function encodingOf(file: Source, answers: Answers): Promise<Encoding | undefined> {
  const sample = await sampleOf(file());
  const [a, b, c] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'; // should it not be, decoding says so
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const two = wide(sample);
  if (two) return two;
  if (await isUtf8(file())) return 'utf-8';
  const answer = ENCODINGS.find((name) => name === answers[QUESTION.id]);
  if (answer) return answer;
  const found = chardet.analyse(sample);
  const sure = (name: string): number => found.find((match) => match.name === name)?.confidence ?? 0;
  const [mainland, taiwan] = [sure('GB18030'), sure('Big5')];
  if (mainland >= SURE && mainland - taiwan >= AHEAD) return 'gb18030';
  if (taiwan >= SURE && taiwan - mainland >= AHEAD) return 'big5';
  return undefined;
}

/** Without its mark. What cannot be decoded is refused: a sign that was lost is not known to have been there. */
async function* converted(bytes: Chunks, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const decoded = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new NotTheFormat(why('file.encoding', { encoding }), 1);
    }
  };
  for await (const chunk of bytes) {
    const text = decoded(chunk);
    if (text !== '') yield encoder.encode(text);
  }
  const rest = decoded();
  if (rest !== '') yield encoder.encode(rest);
}

/** A file of text as UTF-8, whatever it came in; `ask` where that is not sure. */
export async function asUtf8(
  file: Source,
  answers: Answers,
): Promise<{ file: Source; encoding: Encoding } | { ask: typeof QUESTION }> {
  const encoding = await encodingOf(file, answers);
  if (!encoding) return { ask: QUESTION };
  return { file: () => converted(file(), encoding), encoding };
}
