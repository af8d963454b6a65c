import { ClipboardCopy } from 'lucide-react';
import { keyOf } from '../../server/core/model/ids.ts';
import type { StoredClaim, StoredEvidence } from '../../server/core/model/stored.ts';
import type { TextKey, Translate } from '../locales/index.ts';
import { amountUnknown } from '../state/encode.ts';
import { figuresOf, holdsWhen, type Lang, nameOf, verbOf, when } from '../state/format.ts';
import { entityAt, fromKey, type Graph, toKey } from '../state/graph.ts';
import { type LedgerRow, ledgerOf } from '../state/ledger.ts';
import type { Loop } from '../state/loops.ts';
import { type AppState, viewIn } from '../state/store.ts';
import { tsv } from '../state/tsv.ts';
import { toClipboard } from './clipboard.ts';
import { type Context, command } from './context.ts';
import { entityName } from './names.ts';

type Words = { graph: Graph; lang: Lang; t: Translate };

/** Who says so, outermost first; ids among the names are shown by name. */
export function saidBy({ graph, lang, t }: Words, claim: StoredClaim): string {
  const names = claim.attributedTo ?? [];
  if (names.length === 0) return t('entity.source');
  return names
    .map((name) => {
      const entity = entityAt(graph, keyOf(claim.dataset, name));
      return entity ? nameOf(entity, lang) : name;
    })
    .join(' → ');
}

/** "SEC, 10-Q, 2025-08-13". */
export const sourceText = ({ source }: StoredEvidence): string =>
  [source.publisher, source.title, source.date].filter(Boolean).join(', ');

/** What is known of the amount; undefined where the source gives none and money moves. */
export function amountIn({ lang, t }: Words, claim: StoredClaim): string | undefined {
  const { sum, quantity, rate } = figuresOf(claim, lang);
  return (
    [sum, quantity, rate].filter(Boolean).join(' · ') || (amountUnknown(claim) ? undefined : t('amount.none'))
  );
}

export type LedgerColumn = {
  readonly name: string;
  readonly head: TextKey;
  /** Undefined: the source does not say. */
  readonly text: (words: Words, row: LedgerRow) => string | undefined;
  /** What is said where it does not. */
  readonly unsaid: TextKey;
};

/** The columns of a ledger: the table on the page and what is copied from it are both made of them. */
export const LEDGER_COLUMNS: readonly LedgerColumn[] = [
  { name: 'number', head: 'ledger.number', text: (_, { number }) => number, unsaid: 'amount.none' },
  {
    name: 'from',
    head: 'table.from',
    text: ({ graph, lang }, { claim }) => entityName(graph, fromKey(graph, claim), lang),
    unsaid: 'amount.none',
  },
  {
    name: 'verb',
    head: 'table.verb',
    text: ({ lang }, { claim }) => verbOf(claim.type, lang),
    unsaid: 'amount.none',
  },
  {
    name: 'to',
    head: 'table.to',
    text: ({ graph, lang }, { claim }) => entityName(graph, toKey(graph, claim), lang),
    unsaid: 'amount.none',
  },
  {
    name: 'amount',
    head: 'table.amount',
    text: (words, { claim }) => amountIn(words, claim),
    unsaid: 'amount.unknown',
  },
  {
    name: 'stated',
    head: 'ledger.asStated',
    text: (_, { claim }) => claim.asStated ?? '',
    unsaid: 'amount.none',
  },
  {
    name: 'when',
    head: 'table.when',
    text: ({ lang }, { claim }) => holdsWhen(claim, lang),
    unsaid: 'claim.notDated',
  },
  {
    name: 'known',
    head: 'claim.knownOn',
    text: ({ lang }, { claim, evidence }) => {
      const first = claim.knownOn ?? evidence.flatMap(({ source }) => source.date ?? []).sort()[0];
      return first === undefined ? undefined : when(first, lang);
    },
    unsaid: 'claim.notDated',
  },
  {
    name: 'status',
    head: 'ledger.status',
    text: ({ t }, { claim }) => (claim.status ? t(`status.${claim.status}`) : undefined),
    unsaid: 'status.unknown',
  },
  {
    name: 'modality',
    head: 'ledger.modality',
    text: ({ t }, { claim }) => t(`modality.${claim.modality}`),
    unsaid: 'amount.none',
  },
  {
    name: 'basis',
    head: 'claim.basis',
    text: ({ t }, { claim }) => t(`basis.${claim.basis}`),
    unsaid: 'amount.none',
  },
  {
    name: 'grade',
    head: 'ledger.grade',
    text: ({ t }, { claim }) => t(`grade.${claim.grade}`),
    unsaid: 'amount.none',
  },
  {
    name: 'saidBy',
    head: 'claim.saidBy',
    text: (words, { claim }) => saidBy(words, claim),
    unsaid: 'amount.none',
  },
  {
    name: 'evidence',
    head: 'claim.evidence',
    text: (_, { evidence }) =>
      evidence.map((one) => [sourceText(one), one.source.url].filter(Boolean).join(' ')).join('; '),
    unsaid: 'amount.none',
  },
];

/** The loop whose ledger is shown: the one selected, or that was while its parts are looked at. */
export function loopInFocus(state: AppState): Loop | undefined {
  const { selection, stage } = viewIn(state);
  const id = selection.kind === 'loop' ? selection.id : stage.flow[0];
  return state.loops.find((loop) => loop.id === id);
}

/** A ledger as text, in cells. */
export const ledgerText = (words: Words, loop: Loop): string =>
  tsv([
    LEDGER_COLUMNS.map(({ head }) => words.t(head)),
    ...ledgerOf(loop).map((row) =>
      LEDGER_COLUMNS.map(({ text, unsaid }) => text(words, row) ?? words.t(unsaid)),
    ),
  ]);

export const ledgerCommands = {
  copyLedger: command({
    group: 'loops',
    label: 'command.copyLedger',
    icon: ClipboardCopy,
    enabled: (state) => loopInFocus(state) !== undefined,
    run: async (context: Context) => {
      const state = context.store.getState();
      const loop = loopInFocus(state);
      if (!loop) return;
      const { t } = context;
      await toClipboard(
        context,
        ledgerText({ graph: state.graph, lang: state.prefs.lang, t }, loop),
        t('said.ledgerCopied', { count: ledgerOf(loop).length }),
      );
    },
  }),
};
