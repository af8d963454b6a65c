import './own-datasets.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Combine, Link2, Unlink2, WifiOff } from 'lucide-react';
import type { Output } from '../../../server/core/contract/index.ts';
import { KINDS } from '../../../server/core/model/registry.ts';
import type { StoredEntity } from '../../../server/core/model/stored.ts';
import { faultText } from '../../commands/faults.ts';
import { Chip, Empty, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { nodeClass } from '../../state/encode.ts';
import { nameOf, otherName, summaryOf } from '../../state/format.ts';
import { entityKey } from '../../state/graph.ts';
import { redoable, undoable } from '../../state/history.ts';
import { canWrite } from '../../state/server.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { Dialog } from '../dialog.tsx';

type Pair = Output<'duplicates'>['pairs'][number];

/** One side: who it is, where it comes from, what it is. */
function Side({ entity }: { entity: StoredEntity }) {
  const lang = useLang();
  const dataset = useAppState(({ served }) => served.find(({ id }) => id === entity.dataset));
  const other = otherName(entity, lang);
  return (
    <div className="same-side">
      <b>
        <KindIcon of={nodeClass(entity)} /> {nameOf(entity, lang)}
      </b>
      <span className="aside">
        {[other, ...entity.aliases].filter((name) => name !== undefined && name !== '').join(' · ')}
      </span>
      <span>
        {KINDS[entity.kind][lang]} ·{' '}
        <span className="aside">{dataset ? nameOf(dataset, lang) : entity.dataset}</span>
      </span>
      <p className="aside">{summaryOf(entity, lang)}</p>
    </div>
  );
}

function PairRow({ pair: { entity, other, by, linked } }: { pair: Pair }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const writable = useAppState(canWrite);
  const who = t('same.pair', { entity: nameOf(entity, lang), other: nameOf(other, lang) });
  const elsewhere = !linked && entity.sameAs !== undefined;
  const does = t(linked ? 'same.unlink' : elsewhere ? 'same.linkInstead' : 'same.link');
  return (
    <li className="same-pair" data-pair={`${entity.id} ${entityKey(other)}`} data-linked={linked}>
      <div className="same-sides">
        <Side entity={entity} />
        <Side entity={other} />
      </div>
      <div className="same-do">
        <Chip>{t(`same.by.${by}`)}</Chip>
        {linked && <Chip tone="accent">{t('same.linked')}</Chip>}
        {elsewhere && <Chip tone="warn">{t('same.otherwise')}</Chip>}
        <Button
          small
          look={linked || elsewhere ? 'outline' : 'primary'}
          icon={linked ? Unlink2 : Link2}
          text={does}
          label={`${does}: ${who}`}
          disabled={!writable}
          onClick={() =>
            linked
              ? dispatch('unlinkEntity', entity)
              : dispatch('linkEntity', { entity, other: entityKey(other) })
          }
          data-command={linked ? 'unlinkEntity' : 'linkEntity'}
        />
      </div>
    </li>
  );
}

/** Whether a step is one that is taken here, and can be taken back here. */
const isLink = (command: string | undefined): boolean =>
  command === 'linkEntity' || command === 'unlinkEntity';

/** Entities of a dataset that may be the same as ones of others, side by side, to be linked or not: nothing is merged by itself. */
export function Duplicates() {
  const { queries } = useApp();
  const t = useText();
  const lang = useLang();
  const id = useAppState((state) => state.duplicatesOf) ?? '';
  const dataset = useAppState(({ served }) => served.find((one) => one.id === id));
  const last = useAppState(({ history }) => undoable(history)?.command);
  const next = useAppState(({ history }) => redoable(history)?.command);
  const found = useInfiniteQuery(queries.duplicates(id));
  const pairs = found.data?.pages.flatMap((page) => page.pairs) ?? [];
  return (
    <Dialog
      title={t('same.title', { name: dataset ? nameOf(dataset, lang) : id })}
      testId="duplicates"
      look="wide"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="own-list" tabIndex={0} aria-label={t('own.duplicates')}>
        <p className="help">{t('same.text')}</p>
        {found.isPending ? (
          <Skeleton label={t('same.looking')} />
        ) : found.isError ? (
          <Empty icon={WifiOff} title={t('own.duplicates')}>
            {faultText(t, found.error)}
          </Empty>
        ) : pairs.length === 0 && !found.hasNextPage ? (
          <Empty icon={Combine} title={t('same.none')}>
            {t('same.none.text')}
          </Empty>
        ) : (
          <ul>
            {pairs.map((pair) => (
              <PairRow key={`${pair.entity.id} ${entityKey(pair.other)}`} pair={pair} />
            ))}
          </ul>
        )}
        {found.hasNextPage && (
          <Button
            look="outline"
            className="same-more"
            text={t(found.isFetchingNextPage ? 'same.looking' : 'same.more')}
            disabled={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          />
        )}
      </section>
      {(isLink(last) || isLink(next)) && (
        <footer>
          <span />
          <span className="actions">
            {isLink(last) && <CommandButton name="undo" wide look="outline" />}
            {isLink(next) && <CommandButton name="redo" wide look="outline" />}
          </span>
        </footer>
      )}
    </Dialog>
  );
}
