import { type Context, tell } from './context.ts';

/**
 * Copies a text and says `done`. Without a secure context or permission there is no clipboard: then it says so, or what else the
 * reader can do.
 */
export async function toClipboard(
  context: Context,
  text: string,
  done: string,
  failed?: string,
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(context, done);
  } catch {
    tell(context, failed ?? context.t('said.clipboard'), 'warn');
  }
}
