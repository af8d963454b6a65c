import type { ApiError } from '../api/errors.ts';
import type { Translate } from '../locales/index.ts';

/** An error in the reader's words: what went wrong, and what to do. */
export function faultText(t: Translate, error: ApiError): string {
  switch (error.code) {
    case 'offline':
      return t('fault.offline');
    case 'unavailable':
    case 'timeout':
    case 'busy':
      return t('fault.unavailable');
    case 'not_found':
      return t('fault.notFound');
    case 'too_many':
      return t('fault.tooMany');
    default:
      return t('fault.other', { message: error.message });
  }
}
