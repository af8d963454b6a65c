import { ExternalLink, ListTree } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { LEDGER_COLUMNS, type LedgerColumn, loopInFocus, sourceText } from '../../commands/ledger.ts';
import { claimTitle } from '../../commands/names.ts';
import { Chip, Empty } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { type TextKey, useText } from '../../locales/index.ts';
import { claimKey } from '../../state/graph.ts';
import { type LedgerRow, ledgerOf } from '../../state/ledger.ts';
import { listedIn, marksOf } from '../../state/loops.ts';
import { sharingWith } from '../../state/side-by-side.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LegLine } from '../loops/leg-line.tsx';
import { Bottleneck, ReturnedMoney, UnknownLegs } from '../loops/loop-facts.tsx';
import { useKnown } from '../use-known.ts';
import { TableFrame } from './frame.tsx';

/** How many of the loops that share legs are named at first. */
const SHARED = 8;

function Evidence({ row }: { row: LedgerRow }) {
  const t = useText();
  return (
    <ul>
      {row.evidence.map((one) => (
        <li key={one.id}>
          {one.source.url ? (
            <a href={one.source.url} target="_blank" rel="noopener noreferrer">
              {sourceText(one)} <ExternalLink size={11} aria-hidden="true" />
              <span className="unseen">{t('claim.open')}</span>
            </a>
          ) : (
            sourceText(one)
          )}
        </li>
      ))}
    </ul>
  );
}

/**
 * The columns of a ledger as cells: fourteen beside each other would be read by scrolling. What stands first in a cell says what it is about;
 * what follows has its name before it, or stands in one line with it.
 */
const CELLS: readonly {
  readonly head: TextKey;
  readonly of: readonly string[];
  readonly between?: string;
}[] = [
  { head: 'ledger.what', of: ['from', 'verb', 'to'], between: ' ' },
  { head: 'table.amount', of: ['amount', 'stated'] },
  { head: 'table.when', of: ['when', 'known'] },
  { head: 'legend.certainty', of: ['status', 'modality', 'basis', 'grade'], between: ' · ' },
  { head: 'claim.evidence', of: ['evidence', 'saidBy'] },
];
const columnsOf = (names: readonly string[]): LedgerColumn[] =>
  names.flatMap((name) => LEDGER_COLUMNS.filter((column) => column.name === name));

function Row({ row }: { row: LedgerRow }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const { selection } = useView();
  const { claim } = row;
  const key = claimKey(claim);
  const on = selection.kind === 'claim' && selection.key === key;
  const marked = marksOf([claim]);
  const shown = ({ name, text, unsaid }: LedgerColumn): ReactNode => {
    if (name === 'evidence') return <Evidence row={row} />;
    const said = text({ graph, lang, t }, row);
    if (said === undefined) return <em className="doubt">{t(unsaid)}</em>;
    const doubtful =
      (name === 'status' || name === 'modality' || name === 'basis') &&
      marked.some((mark) => t(`mark.${mark}`) === said);
    return doubtful ? <Chip tone="warn">{said}</Chip> : said;
  };
  return (
    <tr className={`part-${row.part}${on ? ' on' : ''}`} data-claim={claim.id}>
      <th scope="row">
        <button
          type="button"
          className="link"
          aria-label={`${row.number} ${claimTitle(graph, claim, lang)}`}
          onClick={() => dispatch('select', { kind: 'claim', key })}
        >
          {row.number}
        </button>
      </th>
      {CELLS.map(({ head, of, between }) => (
        <td key={head} className={between === undefined ? undefined : 'inline'}>
          {columnsOf(of)
            .map((column) => ({ column, what: shown(column) }))
            // That its source says so is what the evidence is.
            .filter(({ column, what }) => what !== '' && (column.name !== 'saidBy' || claim.attributedTo))
            .map(({ column, what }, index) => (
              <div key={column.name} data-column={column.name}>
                {index > 0 && (between ?? <span className="aside">{t(column.head)} </span>)}
                {column.name === 'evidence' ? what : <span>{what}</span>}
              </div>
            ))}
        </td>
      ))}
    </tr>
  );
}

/** A loop leg by leg, with everything that its sources say, and do not say, of each. */
export function LedgerView() {
  const { dispatch } = useApp();
  const t = useText();
  const loop = useAppState(loopInFocus);
  const graph = useAppState((state) => state.graph);
  const loops = useAppState((state) => state.loops);
  const passing = useAppState((state) => state.passing);
  const view = useView();
  const rows = loop ? ledgerOf(loop) : [];
  useKnown(rows.map(({ claim }) => claim));
  const shared = loop ? sharingWith(graph, listedIn({ graph, loops, passing }, view), loop) : [];
  const [most, setMost] = useState(SHARED);
  const left = shared.length - most;
  return (
    <TableFrame name={t('command.ledger')} testId="ledger-view">
      {!loop ? (
        <Empty icon={ListTree} title={t('ledger.none')}>
          {t('ledger.none.text')}
        </Empty>
      ) : (
        <>
          <div className="table-head">
            <h2>
              <LegLine loop={loop} />
            </h2>
            <CommandButton name="copyLedger" wide small look="outline" />
          </div>
          <dl className="table-facts">
            <div>
              <dt>{t('loop.returned')}</dt>
              <dd data-testid="returned">
                <ReturnedMoney loop={loop} />
              </dd>
            </div>
            <div>
              <dt>{t('loop.bottleneck')}</dt>
              <dd>
                <Bottleneck loop={loop} />
              </dd>
            </div>
            <div>
              <dt>{t('loop.unknownLegs')}</dt>
              <dd>
                <UnknownLegs loop={loop} />
              </dd>
            </div>
          </dl>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="wide-table" tabIndex={0} aria-label={t('loop.ledger')}>
            <table data-testid="ledger-table">
              <thead>
                <tr>
                  <th scope="col">{t('ledger.number')}</th>
                  {CELLS.map(({ head }) => (
                    <th key={head} scope="col">
                      {t(head)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={`${row.number} ${row.claim.id}`} row={row} />
                ))}
              </tbody>
            </table>
          </section>
          <p className="help">{t('ledger.help')}</p>
          <h3>{t('ledger.shared', { count: shared.length })}</h3>
          <ul className="shared-loops" data-testid="shared-loops">
            {shared.slice(0, most).map(({ loop: other, legs }) => (
              <li key={other.id}>
                <button
                  type="button"
                  className="claim-line"
                  onClick={() => dispatch('open', { kind: 'loop', id: other.id })}
                >
                  <span className="claim-line-text">
                    <LegLine loop={other} />
                    <span className="claim-line-facts">{t('ledger.sharedLegs', { count: legs })}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {left > 0 && (
            <Button
              small
              look="outline"
              text={t('loops.more', { count: left, n: left })}
              data-testid="more-shared"
              onClick={() => setMost(shared.length)}
            />
          )}
        </>
      )}
    </TableFrame>
  );
}
