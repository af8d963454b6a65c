import type { Translate } from '../../locales/index.ts';

/** Characters of one value that are put on the page: more makes it slow, and nobody reads it there. */
const MOST = 100_000;

/** A text as it stands on the page: where it is longer than that, it says so, and the file has the rest. */
export const shortened = (text: string, t: Translate): string =>
  text.length <= MOST
    ? text
    : `${text.slice(0, MOST)}…\n\n${t('console.value.cut', { shown: MOST.toLocaleString('en'), all: text.length.toLocaleString('en') })}`;
