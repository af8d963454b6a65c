/** An argument or a result of a procedure or function. */
export type Slot = { readonly name: string; readonly type: string; readonly byDefault?: string };
export type Signature = {
  readonly takes: readonly Slot[];
  /** The type that a function gives. */
  readonly gives: string;
  /** What a procedure yields. */
  readonly yields: readonly Slot[];
};

/** The parts between commas that stand in no bracket. */
function parts(text: string): string[] {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if ('(<[{'.includes(char)) depth++;
    else if (')>]}'.includes(char)) depth--;
    else if (char === ',' && depth === 0) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

function slot(text: string): Slot {
  const [left = '', type = 'ANY'] = text.split(/ :: (.*)/s);
  const [name = '', byDefault] = left.split(/ = (.*)/s);
  return { name, type, ...(byDefault === undefined ? {} : { byDefault }) };
}

/** Where the bracket ends that the text opens at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return text.length;
}

/** Reads a signature as Neo4j writes it: `db.labels() :: (label :: STRING)`, `left(original :: STRING, length :: INTEGER) :: STRING`. */
export function readSignature(signature: string): Signature {
  const open = signature.indexOf('(');
  if (open < 0) return { takes: [], gives: 'ANY', yields: [] };
  const close = closing(signature, open);
  const gives = signature.slice(close + 1).replace(/^\s*::\s*/, '');
  return {
    takes: parts(signature.slice(open + 1, close)).map(slot),
    gives,
    yields: gives.startsWith('(') ? parts(gives.slice(1, closing(gives, 0))).map(slot) : [],
  };
}
