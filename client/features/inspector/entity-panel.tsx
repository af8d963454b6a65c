import { useQuery } from '@tanstack/react-query';
import { Database, FileQuestionMark } from 'lucide-react';
import { keyOf, splitRef } from '../../../server/core/model/ids.ts';
import { ROLES } from '../../../server/core/model/registry.ts';
import type { StoredEntity } from '../../../server/core/model/stored.ts';
import { moreKey } from '../../commands/expand.ts';
import { codeOf, faultText } from '../../commands/faults.ts';
import { entityName } from '../../commands/names.ts';
import { Chip, Empty, Fact, Section, Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { classText, nodeClass } from '../../state/encode.ts';
import { metricValue, nameOf, otherName, summaryOf } from '../../state/format.ts';
import { entityAt } from '../../state/graph.ts';
import { loopsThroughEntity } from '../../state/loops.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { LoopLinks } from '../loops/loop-links.tsx';
import { useToldLoops } from '../loops/use-told-loops.ts';
import { useKnown } from '../use-known.ts';
import { useMembers } from '../use-members.ts';
import { EntityCharts } from './charts.tsx';
import { ClaimGroups } from './claim-groups.tsx';
import { Metrics } from './metrics.tsx';
import { OwnActions } from './own-actions.tsx';

function Head({ id, entity }: { id: string; entity: StoredEntity }) {
  const { dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { placed } = useView();
  const more = useAppState((state) => state.more[moreKey({ key: id })]);
  const other = otherName(entity, lang);
  const of = nodeClass(entity);
  const roles = entity.kind === 'Metric' ? [] : entity.roles.filter((role) => role !== of);
  return (
    <header className="inspector-head">
      <p className="over">
        {t('entity.kind')} · {classText(of, lang)}
      </p>
      <h2 className="entity-title">
        <KindIcon of={of} size={20} />
        <span>{nameOf(entity, lang)}</span>
        {other !== undefined && (
          <span className="other" lang={lang === 'zh' ? 'en' : 'zh-Hant'}>
            {other}
          </span>
        )}
      </h2>
      {roles.length > 0 && (
        <span className="marks">
          {roles.map((role) => (
            <Chip key={role}>{ROLES[role][lang]}</Chip>
          ))}
        </span>
      )}
      <p className="summary">{summaryOf(entity, lang)}</p>
      <div className="actions">
        {Object.hasOwn(placed, id) ? (
          <>
            <CommandButton
              name="expandSelected"
              wide
              look="primary"
              {...(more ? { label: t('entity.more', { count: more.total }) } : {})}
            />
            <CommandButton name="collapse" wide look="outline" />
            <CommandButton name="isolate" look="outline" />
            <CommandButton name="paths" look="outline" />
            <CommandButton name="hide" look="outline" />
            <CommandButton name="cite" look="outline" />
            <CommandButton name="whatIf" wide look="outline" />
            <OwnActions />
          </>
        ) : (
          <Button look="primary" text={t('entity.show')} onClick={() => dispatch('visit', id)} />
        )}
      </div>
    </header>
  );
}

function Facts({ entity }: { entity: StoredEntity }) {
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const group = entity.kind === 'Group' ? entity : undefined;
  const value = entity.kind === 'Metric' ? metricValue(entity, lang) : undefined;
  if (
    entity.aliases.length === 0 &&
    group?.count === undefined &&
    group?.except === undefined &&
    value === undefined
  )
    return null;
  return (
    <div className="section">
      <dl className="facts">
        {value !== undefined && <Fact name={t('entity.value')}>{value}</Fact>}
        {entity.aliases.length > 0 && <Fact name={t('entity.aliases')}>{entity.aliases.join(' · ')}</Fact>}
        {group?.count !== undefined && <Fact name={t('entity.unnamedCount')}>{group.count}</Fact>}
        {group?.except !== undefined && (
          <Fact name={t('entity.except')}>
            {group.except.map((id) => entityName(graph, keyOf(entity.dataset, id), lang)).join(', ')}
          </Fact>
        )}
      </dl>
    </div>
  );
}

/** What one dataset says of an entity: its figures, and its claims by type and direction. */
function Records({ id, member, labelled }: { id: string; member: string; labelled: boolean }) {
  const { queries } = useApp();
  const t = useText();
  const lang = useLang();
  const { data, error } = useQuery(queries.entity(member));
  useKnown(data?.metrics.map(({ claim }) => claim) ?? []);
  const dataset = useAppState(({ served }) => served.find((one) => one.id === splitRef(member).dataset));
  const counts =
    data?.counts.filter(({ type }) => type !== 'MEASURES' || data.entity.kind === 'Metric') ?? [];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const parts = (
    <>
      {data && data.metrics.length > 0 && (
        <Section title={t('entity.metrics')} note={data.metrics.length}>
          <Metrics metrics={data.metrics} />
        </Section>
      )}
      <Section title={t('entity.claims')} {...(data ? { note: total } : {})}>
        {error ? (
          <p className="help">{faultText(t, error)}</p>
        ) : !data ? (
          <Skeleton lines={4} label={t('app.loading')} />
        ) : total === 0 ? (
          <p className="help">{t('entity.noClaims')}</p>
        ) : (
          <ClaimGroups id={id} member={member} counts={counts} />
        )}
      </Section>
    </>
  );
  if (!labelled) return parts;
  return (
    <section className="of-dataset" data-dataset={dataset?.id}>
      <p className="dataset-name">
        <Database size={13} aria-hidden="true" />
        {dataset ? nameOf(dataset, lang) : member}
      </p>
      {parts}
    </section>
  );
}

/** An entity: names, what it is, its figures, its claims by type and direction, its loops. */
export function EntityPanel({ id }: { id: string }) {
  const { queries } = useApp();
  const t = useText();
  const graph = useAppState((state) => state.graph);
  const loops = useToldLoops();
  const members = useMembers(id);
  const { data, error } = useQuery(queries.entity(members[0] ?? id));
  const entity = entityAt(graph, id) ?? data?.entity;
  if (!entity) {
    if (!error)
      return (
        <div className="section">
          <Skeleton lines={7} label={t('app.loading')} />
        </div>
      );
    const gone = codeOf(error) === 'not_found';
    return (
      <Empty icon={FileQuestionMark} title={gone ? t('entity.missing') : t('entity.kind')}>
        {gone ? t('missing.text') : faultText(t, error)}
      </Empty>
    );
  }
  const through = loopsThroughEntity(graph, loops, id);
  return (
    <>
      <Head id={id} entity={entity} />
      <Facts entity={entity} />
      {members.map((member) => (
        <Records key={member} id={id} member={member} labelled={members.length > 1} />
      ))}
      <EntityCharts id={id} members={members} />
      <Section title={t('entity.loops')} note={through.length}>
        {through.length === 0 && <p className="help">{t('entity.noLoops')}</p>}
        <LoopLinks loops={through} />
      </Section>
    </>
  );
}
