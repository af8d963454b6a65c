import { asApiError } from '../api/errors.ts';
import type { Context } from './context.ts';
import { codeOf, faultText, saidText } from './faults.ts';

/** The file as it was chosen is no longer to be had: changed on the disk, moved, or not the reader's to open. */
export class Unreadable extends Error {}
export async function mustBeReadable(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Unreadable(file.name);
  }
}

/** Codes after which it is certain that nothing was loaded: the server has said so itself. */
const CERTAIN: readonly string[] = [
  'bad_request',
  'unauthorised',
  'forbidden',
  'busy',
  'conflict',
  'too_large',
  'too_many',
  'unsupported',
  'full',
];

/** What went wrong, and what to do about it. */
export function troubleOf({ t }: Context, thrown: unknown): string {
  if (thrown instanceof Unreadable) return t('import.trouble.unreadable');
  const { code, message, details } = asApiError(thrown);
  switch (code) {
    case 'conflict':
    case 'too_large':
    case 'too_many':
    case 'busy':
    case 'cancelled':
    case 'offline':
      return t(`import.trouble.${code}`, { message: saidText(t, thrown) ?? message });
    case 'bad_request':
      return JSON.stringify(details?.fields ?? '').includes('"expectHash"')
        ? t('import.trouble.otherFile')
        : faultText(t, thrown);
    default:
      return faultText(t, thrown);
  }
}

/** Whether it is certain, by what was thrown, that nothing was loaded. */
export const isCertain = (thrown: unknown): boolean =>
  thrown instanceof Unreadable || CERTAIN.includes(codeOf(thrown));
