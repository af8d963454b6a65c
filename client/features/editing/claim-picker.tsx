import { useQueries, useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import type { StoredClaim } from '../../../server/core/model/stored.ts';
import { claimTitle } from '../../commands/names.ts';
import { useText } from '../../locales/index.ts';
import { at, dealValues } from '../../state/editing/draft.ts';
import { FIELDS } from '../../state/editing/fields.ts';
import { figuresOf, holdsWhen, nameOf } from '../../state/format.ts';
import { claimKey, entityKey, merged } from '../../state/graph.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { useFound } from '../search/use-found.ts';
import { Chosen } from './chosen.tsx';
import { Combo, type Offer } from './combo.tsx';
import { useForm } from './form.ts';

/** Parties whose claims are looked through, and claims that are offered. */
const [PARTIES, MOST] = [4, 12];

/** Claims of some datasets by a name of one of their parties, each in words, to be chosen from. */
function useClaims(typed: string, datasets: readonly string[], fits: (claim: StoredClaim) => boolean) {
  const { queries } = useApp();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const { found, waiting } = useFound(typed, datasets);
  const parties = (found.data?.hits ?? []).map(({ entity }) => entity).slice(0, PARTIES);
  const lists = useQueries({ queries: parties.map((party) => queries.claimsAbout(entityKey(party))) });
  const read = lists.flatMap(({ data }) => data ?? []);
  const known = useMemo(
    () => merged(graph, { entities: [...parties, ...read.flatMap(({ entities }) => entities)] }),
    [graph, parties, read],
  );
  const claims = new Map(
    read.flatMap((list) => list.claims.filter(fits)).map((claim) => [claimKey(claim), claim]),
  );
  return {
    waiting: waiting || lists.some(({ isPending }) => isPending),
    offers: [...claims].slice(0, MOST).map(([key, claim]): Offer => {
      const facts = [figuresOf(claim, lang).sum, holdsWhen(claim, lang)].filter(Boolean).join(' · ');
      return { key, line: <Line title={claimTitle(known, claim, lang)} facts={facts} /> };
    }),
  };
}

function Line({ title, facts }: { title: string; facts: string }) {
  return (
    <span className="hit">
      <span className="hit-text">
        <span className="hit-name">
          <b>{title}</b>
        </span>
        {facts !== '' && <span className="why">{facts}</span>}
      </span>
    </span>
  );
}

function ChosenClaim({ of, field, onLeave }: { of: string; field: string; onLeave: () => void }) {
  const { queries } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const { data } = useQuery(queries.claim(of));
  const known = data ? merged(graph, { entities: [data.from, data.to] }) : graph;
  const text = data ? claimTitle(known, data.claim, lang) : of;
  return <Chosen field={field} text={text} leave={t('field.leaveOut', { what: text })} onLeave={onLeave} />;
}

/** Claims of one's own dataset, as many as there are: the model has no others follow or comment on each other. */
export function ClaimsPicker({ field, label }: { field: string; label: string }) {
  const t = useText();
  const id = useId();
  const { values, set, dataset } = useForm();
  const [typed, setTyped] = useState('');
  const chosen = (values[field] ?? '').split('\n').filter((key) => key !== '');
  const { waiting, offers } = useClaims(
    typed.trim(),
    [dataset],
    (claim) => !chosen.includes(claimKey(claim)),
  );
  const own = useAppState(({ served }) => served.some((one) => one.id === dataset));
  const keep = (keys: readonly string[]) => set({ [field]: keys.length > 0 ? keys.join('\n') : undefined });
  return (
    <div className="field wide">
      <label htmlFor={id}>{label}</label>
      {chosen.map((key) => (
        <ChosenClaim
          key={key}
          of={key}
          field={`${field}.${key}`}
          onLeave={() => keep(chosen.filter((other) => other !== key))}
        />
      ))}
      {own ? (
        <Combo
          id={id}
          field={field}
          label={label}
          placeholder={t('example.claims')}
          typed={typed}
          onType={setTyped}
          waiting={waiting}
          offers={offers}
          onTake={(key) => {
            keep([...chosen, key]);
            setTyped('');
          }}
        />
      ) : (
        <p className="help" id={id} data-field={field} tabIndex={-1}>
          {t('field.noneOfYours')}
        </p>
      )}
    </div>
  );
}

/** A deal that is there already, in whatever dataset, found by one of its claims; its fields can then be read below. */
export function KnownDeal() {
  const { queries, context } = useApp();
  const t = useText();
  const lang = useLang();
  const id = useId();
  const { values, set } = useForm();
  const [typed, setTyped] = useState('');
  const datasets = useAppState(({ served }) => served.map((one) => one.id).join());
  const { waiting, offers } = useClaims(typed.trim(), datasets.split(','), ({ deal }) => deal !== undefined);
  const clear = Object.fromEntries(
    ['id', ...FIELDS.deal.map(({ name }) => name)].map((name) => [at('deal', name), undefined]),
  );
  const take = async (key: string): Promise<void> => {
    const { deal } = await context.queries.fetchQuery(queries.claim(key));
    if (deal) set({ ...clear, ...dealValues(deal) });
    setTyped('');
  };
  const name = nameOf({ nameEn: values['deal.nameEn'] ?? '', nameZh: values['deal.nameZh'] ?? '' }, lang);
  return (
    <div className="field wide">
      <label htmlFor={id}>{t('deal.known')}</label>
      {values['deal.id'] === undefined ? (
        <Combo
          id={id}
          field="deal.id"
          label={t('deal.known')}
          placeholder={t('example.claims')}
          typed={typed}
          onType={setTyped}
          waiting={waiting}
          offers={offers}
          onTake={(key) => void take(key).catch(reportError)}
        />
      ) : (
        <Chosen
          id={id}
          field="deal.id"
          text={name}
          leave={t('field.leaveOut', { what: name })}
          onLeave={() => set(clear)}
        />
      )}
    </div>
  );
}
