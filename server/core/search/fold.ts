import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const simplify = Converter({ from: 't', to: 'cn' });
const MARKS = /\p{M}+/gu;
const NOISE = /[^\p{L}\p{N}]+/gu;
const HAN = /\p{Script=Han}/u;

/**
 * The form in which texts are compared: traditional and simplified, full and half width, case, accents and punctuation no
 * longer tell them apart. 英偉達 and 英伟达 fold alike, as do `Inflection AI` and `inflection-ai`.
 */
export const fold = (text: string): string =>
  // Last: between signs that are no letters its phrases are not told from the characters beside them, and some stay as they were.
  simplify(
    text
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(MARKS, '')
      .normalize('NFC')
      .replace(NOISE, ' ')
      .trim(),
  );

/** How a Chinese text sounds, in one word without tones: `yingweida`. Empty where it has no Chinese in it. */
export const sound = (text: string): string =>
  HAN.test(text)
    ? pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
        .join('')
        .toLowerCase()
        .replace(NOISE, '')
    : '';

export const isHan = (text: string): boolean => HAN.test(text);
