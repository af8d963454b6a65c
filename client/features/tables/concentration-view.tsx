import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ChartPie } from 'lucide-react';
import { useState } from 'react';
import { loopFaultText } from '../../commands/faults.ts';
import { entityName } from '../../commands/names.ts';
import { askedOf } from '../../commands/what-if.ts';
import { Empty, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { type TextKey, useText } from '../../locales/index.ts';
import {
  type Currency,
  currenciesIn,
  type Order,
  ranked,
  SIDES,
  type Side,
} from '../../state/concentration.ts';
import { money, percent } from '../../state/format.ts';
import { canonical, merged } from '../../state/graph.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { TableFrame } from './frame.tsx';

/** What of the known money on one side of an entity runs in loops, for each currency, and how many sums are unknown. */
function SideCells({ side }: { side: Side }) {
  const t = useText();
  const lang = useLang();
  const { known, unknown } = side;
  return (
    <>
      <td className="number">
        {known.length === 0 ? (
          <span className="aside">—</span>
        ) : (
          known.map(({ currency, all, inside }) => (
            <span key={currency} className="share">
              <b>{all > 0 ? percent(inside / all) : '—'}</b>
              <span className="bar-of" aria-hidden="true">
                <span style={{ width: `${all > 0 ? (100 * inside) / all : 0}%` }} />
              </span>
              <span className="aside">
                {t('concentration.of', {
                  inside: money(inside, currency, lang),
                  all: money(all, currency, lang),
                })}
              </span>
            </span>
          ))
        )}
      </td>
      <td className="number">
        {unknown.all === 0 ? (
          '—'
        ) : (
          <em className="doubt">
            {t('concentration.unknownOf', { inside: unknown.inside, all: unknown.all })}
          </em>
        )}
      </td>
    </>
  );
}

const HEADS: readonly { order: Order; head: TextKey }[] = [
  { order: 'name', head: 'table.name' },
  { order: 'loops', head: 'table.loopCount' },
  { order: 'in', head: 'concentration.in' },
  { order: 'out', head: 'concentration.out' },
];

/** Who the loops run through: for each entity how many it closes, and how much of its money runs in them. */
export function ConcentrationView() {
  const { dispatch, queries, context } = useApp();
  const t = useText();
  const lang = useLang();
  // What is asked is made of the view.
  const { selection } = useView();
  const graph = useAppState((state) => state.graph);
  const [order, setOrder] = useState<Order>('loops');
  const { data, error, refetch } = useQuery(queries.concentration(askedOf(context.store.getState())));
  const named = data ? merged(graph, { entities: data.entities }) : graph;
  const currencies = currenciesIn(data?.concentration ?? []);
  const [chosen, setChosen] = useState<Currency>();
  // Currencies are not added up: shares are compared in one.
  const currency = currencies.find((one) => one === chosen) ?? currencies[0] ?? null;
  const rows = data
    ? ranked(data.concentration, { order, currency }, (key) => entityName(named, key, lang), lang)
    : [];
  return (
    <TableFrame name={t('command.concentration')} testId="concentration-view">
      {error ? (
        <Empty
          icon={ChartPie}
          title={t('command.concentration')}
          action={<Button look="outline" text={t('fault.retry')} onClick={() => void refetch()} />}
        >
          {loopFaultText(t, error)}
        </Empty>
      ) : !data ? (
        <div className="pad">
          <Skeleton lines={8} label={t('concentration.asking')} />
        </div>
      ) : (
        <>
          <p className="help">{t('concentration.help')}</p>
          {(data.truncated || !data.counted) && <p className="help">{t('concentration.truncated')}</p>}
          {currencies.length > 1 && (
            <label className="sort-currency">
              {t('concentration.currency')}
              <select
                data-testid="concentration-currency"
                value={currencies.indexOf(currency)}
                onChange={({ target }) => setChosen(currencies[Number(target.value)])}
              >
                {currencies.map((one, at) => (
                  <option key={one} value={at}>
                    {one ?? t('several.noCurrency')}
                  </option>
                ))}
              </select>
            </label>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="wide-table" tabIndex={0} aria-label={t('command.concentration')}>
            <table className="concentration" data-testid="concentration-table">
              <thead>
                <tr>
                  {HEADS.map(({ order: by, head }) => (
                    <th
                      key={by}
                      scope="col"
                      className={by === 'name' ? '' : 'number'}
                      colSpan={by === 'in' || by === 'out' ? 2 : 1}
                      aria-sort={order === by ? (by === 'name' ? 'ascending' : 'descending') : 'none'}
                    >
                      <button type="button" className="sorter" onClick={() => setOrder(by)}>
                        {t(head)}
                        {order === by && <ArrowDown size={12} aria-hidden="true" />}
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  const key = canonical(graph, row.entity);
                  const on = selection.kind === 'entity' && selection.key === key;
                  return (
                    <tr key={row.entity} className={on ? 'on' : ''} data-entity={row.entity}>
                      <th scope="row">
                        <button
                          type="button"
                          className="link"
                          onClick={() => dispatch('select', { kind: 'entity', key })}
                        >
                          {entityName(named, row.entity, lang)}
                        </button>
                      </th>
                      <td className="number">{row.loops}</td>
                      {SIDES.map((side) => (
                        <SideCells key={side} side={row[side]} />
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
          {data.total > rows.length && (
            <p className="help">{t('concentration.first', { k: rows.length, n: data.total })}</p>
          )}
        </>
      )}
    </TableFrame>
  );
}
