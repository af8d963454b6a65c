import { z } from 'zod';
import type { Output } from '../../server/core/contract/index.ts';
import { Why } from '../../server/core/model/why.ts';
import { type ApiCode, asApiError } from '../api/errors.ts';
import type { Translate } from '../locales/index.ts';

/** Which of the contract's faults something thrown is. */
export const codeOf = (thrown: unknown): ApiCode => asApiError(thrown).code;

/** What the server says of a file in typed words, in the reader's language. */
export const whyText = (t: Translate, { says, of }: Why): string =>
  t(
    says,
    Object.fromEntries(
      Object.entries(of).map(([name, value]) => [
        name,
        typeof value === 'number' ? value.toLocaleString('en') : value,
      ]),
    ),
  );
export const whysText = (t: Translate, said: readonly Why[]): string =>
  said.map((one) => whyText(t, one)).join(t('list.space'));
const Said = z.array(Why).min(1);
/** The same of an error that has such words. */
export function saidText(t: Translate, thrown: unknown): string | undefined {
  const said = Said.safeParse(asApiError(thrown).details?.why);
  return said.data && whysText(t, said.data);
}

/** An error in the reader's words: what went wrong, and what to do. */
export function faultText(t: Translate, thrown: unknown): string {
  const error = asApiError(thrown);
  const said = saidText(t, error);
  if (said !== undefined) return said;
  switch (error.code) {
    case 'offline':
      return t('fault.offline');
    case 'unavailable':
    case 'timeout':
    case 'busy':
      return t('fault.unavailable');
    case 'not_found':
      return t('fault.notFound');
    case 'conflict':
      return t('fault.conflict');
    case 'full':
      return t('fault.full');
    case 'too_large':
      return t('fault.tooLarge');
    case 'forbidden':
      return t('fault.forbidden', { message: error.message });
    case 'too_many':
      return t('fault.tooMany');
    default:
      return t('fault.other', { message: error.message });
  }
}

/** The same for a question about loops: what the server cannot read is one of the constraints, marked where it stands. */
export const loopFaultText = (t: Translate, thrown: unknown): string =>
  codeOf(thrown) === 'bad_request' ? t('fault.constraint') : faultText(t, thrown);

type Cut = Pick<Output<'loops'>, 'reason' | 'found' | 'counted' | 'searched'>;

/** Why there are not all loops, what was not searched, and how to come to more: `goesOn` where the list can. */
export function cutText(t: Translate, cut: Cut, goesOn = false): string {
  const {
    reason,
    found,
    counted,
    searched: { done, total },
  } = cut;
  if (reason === 'time') return t('loops.cut.time', { done, total, n: found });
  if (reason === 'combinations') return t('loops.cut.combinations');
  const how = t(goesOn ? 'loops.cut.goesOn' : 'loops.cut.filter');
  return t(counted ? 'loops.cut.limit' : 'loops.cut.limitAtLeast', { n: found, how });
}
