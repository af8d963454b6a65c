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
