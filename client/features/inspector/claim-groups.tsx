import { useQuery } from '@tanstack/react-query';
import { ArrowDownLeft, ArrowUpRight, CirclePlus, ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { ClaimCount } from '../../../server/core/contract/graph.ts';
import { movesOf } from '../../../server/core/model/registry.ts';
import { moreKey } from '../../commands/expand.ts';
import { faultText } from '../../commands/faults.ts';
import { Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { sieve } from '../../state/filters.ts';
import { verbOf } from '../../state/format.ts';
import { claimKey } from '../../state/graph.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { useKnown } from '../use-known.ts';
import { ClaimLine } from './claim-line.tsx';

function Claims({ member, count: of }: { member: string; count: ClaimCount }) {
  const { queries, context } = useApp();
  const t = useText();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  const { data, error } = useQuery(queries.entityClaims(member, of.type, of.direction));
  useKnown(data?.claims ?? []);
  if (error) return <p className="help">{faultText(context.t, error)}</p>;
  if (!data) return <Skeleton lines={2} label={t('app.loading')} />;
  const left = data.claims.filter(sieve(graph, view));
  const count = data.claims.length - left.length;
  return (
    <>
      <ul className="claim-list">
        {left.map((claim) => (
          <li key={claimKey(claim)}>
            <ClaimLine claim={claim} />
          </li>
        ))}
      </ul>
      {count > 0 && <p className="help">{t('filters.hidden', { count, all: data.claims.length })}</p>}
    </>
  );
}

/** From so many neighbours on there is something to choose among. */
const TO_CHOOSE = 2;

/** The claims of one type in one direction: how many, what they are, and their neighbours for the canvas. */
function Group({ id, member, count }: { id: string; member: string; count: ClaimCount }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const [open, setOpen] = useState(false);
  const more = useAppState(
    (state) => state.more[moreKey({ key: id, member, type: count.type, direction: count.direction })],
  );
  const Direction = count.direction === 'out' ? ArrowUpRight : ArrowDownLeft;
  const moves = movesOf(count.type);
  return (
    <li className="claim-group">
      <div className="claim-group-head">
        <button type="button" className="disclose" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Direction
            size={14}
            aria-hidden="true"
            style={{ color: `var(--${moves === 'nothing' ? 'ink3' : moves})` }}
          />
          <span className="claim-group-name">{verbOf(count.type, lang)}</span>
          <span className="aside">{t(count.direction === 'out' ? 'entity.out' : 'entity.in')}</span>
          <span className="count">{count.count}</span>
        </button>
        {count.neighbours > TO_CHOOSE && (
          <Button
            icon={ListChecks}
            small
            label={t('entity.choose', { count: count.neighbours })}
            data-testid={`choose-${count.type}-${count.direction}`}
            onClick={() =>
              dispatch('expandChoose', { key: id, member, type: count.type, direction: count.direction })
            }
          />
        )}
        <Button
          icon={CirclePlus}
          small
          text={more ? t('entity.more', { count: more.total }) : `+${count.neighbours}`}
          aria-label={
            more ? t('entity.more', { count: more.total }) : t('entity.expand', { count: count.neighbours })
          }
          title={t('entity.expand', { count: count.neighbours })}
          data-testid={`expand-${count.type}-${count.direction}`}
          onClick={() =>
            dispatch('expand', { key: id, member, type: count.type, direction: count.direction })
          }
        />
      </div>
      {open && <Claims member={member} count={count} />}
    </li>
  );
}

/** An entity's claims by type and direction, counted before anything is loaded. */
export function ClaimGroups({
  id,
  member,
  counts,
}: {
  id: string;
  /** The key that it has in the dataset whose claims these are. */
  member: string;
  counts: readonly ClaimCount[];
}) {
  return (
    <ul className="claim-groups">
      {counts.map((count) => (
        <Group key={`${count.type} ${count.direction}`} id={id} member={member} count={count} />
      ))}
    </ul>
  );
}
