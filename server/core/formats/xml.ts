import { SaxesParser } from 'saxes';
import { type Why, why } from '../model/why.ts';
import { type Chunks, NotTheFormat } from './format.ts';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Plain ones would be read as a space where they stand in an attribute.
  '\n': '&#10;',
  '\t': '&#9;',
};

/** A text as XML has it, in an element or an attribute. The model lets in no character that XML cannot hold. */
export const escaped = (text: string): string => text.replace(/[&<>"\n\t]/g, (sign) => ESCAPES[sign] ?? sign);

/** Longer than any text of a record. */
export const LONGEST_TEXT = 1_000_000;
/** Deeper than elements are in any graph format. */
const DEEPEST = 12;

type Heard = {
  open(name: string, attribute: (name: string) => string): void;
  close(name: string, text: string): void;
  /** How long a text may be where the reading has come to. */
  longest(): number;
};

/**
 * Reads XML that nobody vouches for. This parser reads nothing from outside and knows no entities but XML's own five; a document type is
 * refused, as is what is nested or long beyond what the formats have. `text` is what stands before an element's end and behind the tag
 * before it. `fed` comes back after each piece of the file, and throws where it is not the format.
 */
export function xmlReader(heard: Heard) {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let text = '';
  let fault: NotTheFormat | undefined;
  const refuse = (why: Why): void => {
    fault ??= new NotTheFormat(why, parser.line);
  };
  parser.on('error', (error) => refuse(why('file.xml', { detail: error.message })));
  parser.on('doctype', () => refuse(why('file.doctype')));
  parser.on('text', (part) => {
    text += part;
    if (text.length > heard.longest()) refuse(why('file.longText'));
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) refuse(why('file.deep'));
    text = '';
    heard.open(name, (attribute) => attributes[attribute] ?? '');
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    heard.close(name, text);
    text = '';
  });
  return {
    refuse,
    line: (): number => parser.line,
    async *fed(bytes: Chunks): AsyncGenerator<undefined> {
      const decoder = new TextDecoder();
      for await (const chunk of bytes) {
        parser.write(decoder.decode(chunk, { stream: true }));
        if (fault) throw fault;
        yield;
      }
      parser.write(decoder.decode());
      parser.close();
      if (fault) throw fault;
      yield;
    },
  };
}
