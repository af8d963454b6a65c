import { ExternalLink, ListTree } from 'lucide-react';
import { LEDGER_COLUMNS, loopInFocus, sourceText } from '../../commands/ledger.ts';
import { claimTitle } from '../../commands/names.ts';
import { Chip, Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { claimKey } from '../../state/graph.ts';
import { type LedgerRow, ledgerOf } from '../../state/ledger.ts';
import { marksOf } from '../../state/loops.ts';
import { sharingWith } from '../../state/side-by-side.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LegLine } from '../loops/leg-line.tsx';
import { Bottleneck, ReturnedMoney, UnknownLegs } from '../loops/loop-facts.tsx';
import { useKnown } from '../use-known.ts';
import { TableFrame } from './frame.tsx';

/** How many of the loops that share legs are named. */
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
  return (
    <tr className={`part-${row.part}${on ? ' on' : ''}`} data-claim={claim.id}>
      {LEDGER_COLUMNS.map(({ name, text, unsaid }) => {
        const said = text({ graph, lang, t }, row);
        const shown = said ?? <em className="doubt">{t(unsaid)}</em>;
        if (name === 'number')
          return (
            <th key={name} scope="row">
              <button
                type="button"
                className="link"
                aria-label={`${said} ${claimTitle(graph, claim, lang)}`}
                onClick={() => dispatch('select', { kind: 'claim', key })}
              >
                {said}
              </button>
            </th>
          );
        if (name === 'evidence')
          return (
            <td key={name}>
              <Evidence row={row} />
            </td>
          );
        const doubtful =
          (name === 'status' || name === 'modality' || name === 'basis') &&
          marked.some((mark) => t(`mark.${mark}`) === said);
        return <td key={name}>{doubtful ? <Chip tone="warn">{said}</Chip> : shown}</td>;
      })}
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
  const rows = loop ? ledgerOf(loop) : [];
  useKnown(rows.map(({ claim }) => claim));
  const shared = loop ? sharingWith(graph, loops, loop) : [];
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
                  {LEDGER_COLUMNS.map(({ name, head }) => (
                    <th key={name} scope="col">
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
            {shared.slice(0, SHARED).map(({ loop: other, legs }) => (
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
        </>
      )}
    </TableFrame>
  );
}
