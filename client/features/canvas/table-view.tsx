import '../../styles/table.css';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { movesOf } from '../../../server/core/model/registry.ts';
import type { StoredClaim, StoredEntity } from '../../../server/core/model/stored.ts';
import { toClipboard } from '../../commands/clipboard.ts';
import { gaugeText } from '../../commands/looks.ts';
import { entityName } from '../../commands/names.ts';
import { Chip, ToggleChip } from '../../components/bits.tsx';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { amountUnknown, classText, drawnAmount, nodeClass } from '../../state/encode.ts';
import { figuresOf, holdsWhen, nameOf, otherName, verbOf } from '../../state/format.ts';
import { claimKey, entityAt, fromKey, toKey } from '../../state/graph.ts';
import type { Gauged } from '../../state/looks/look.ts';
import { levelText, likeOf } from '../../state/looks/words.ts';
import { entitiesOf, marksOf } from '../../state/loops.ts';
import { chosenOf } from '../../state/selection.ts';
import { tsv } from '../../state/tsv.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { useToldLoops } from '../loops/use-told-loops.ts';
import { TableFrame } from '../tables/frame.tsx';
import { useGauged } from '../use-gauged.ts';
import { type Column, Rows } from './rows.tsx';
import { useScene } from './use-scene.ts';

type EntityRow = {
  readonly key: string;
  readonly entity: StoredEntity;
  readonly claims: number;
  readonly loops: number;
};
type ClaimRow = {
  readonly key: string;
  readonly claim: StoredClaim;
  readonly from: string;
  readonly to: string;
};

/** What is shown, or of it what is selected, as two tables: the same entities and claims, for who would rather read. */
export function TableView() {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { selection } = useView();
  const scene = useScene();
  const graph = useAppState((state) => state.graph);
  const loops = useToldLoops();
  const scroller = useRef<HTMLElement>(null);
  const [text, setText] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const word = useDeferredValue(text.normalize('NFKC').toLowerCase().trim());
  const chosen = useMemo(() => {
    const { entities, claims } = chosenOf(graph, selection);
    return { entities: new Set(entities), claims: new Set(claims) };
  }, [graph, selection]);
  const anyChosen = chosen.entities.size + chosen.claims.size > 0;

  // What the canvas draws: isolation and the filters hold here, too.
  const rows = useMemo(() => {
    const claims = scene.edges
      .filter(({ hidden }) => !hidden)
      .flatMap((edge) => edge.claims.flatMap((key) => graph.claims.get(key) ?? []))
      .map(
        (claim): ClaimRow => ({
          key: claimKey(claim),
          claim,
          from: entityName(graph, fromKey(graph, claim), lang),
          to: entityName(graph, toKey(graph, claim), lang),
        }),
      );
    const own = new Map<string, number>();
    for (const { claim } of claims)
      for (const end of new Set([fromKey(graph, claim), toKey(graph, claim)]))
        own.set(end, (own.get(end) ?? 0) + 1);
    const through = new Map<string, number>();
    for (const loop of loops)
      for (const key of entitiesOf(graph, loop)) through.set(key, (through.get(key) ?? 0) + 1);
    const entities = scene.nodes
      .filter(({ hidden }) => !hidden)
      .flatMap(({ key }): EntityRow[] => {
        const entity = entityAt(graph, key);
        return entity ? [{ key, entity, claims: own.get(key) ?? 0, loops: through.get(key) ?? 0 }] : [];
      })
      .sort((a, b) => b.claims - a.claims || (a.key < b.key ? -1 : 1));
    return { entities, claims };
  }, [scene, graph, loops, lang]);

  const gauged = useGauged();
  const entityColumns = useMemo(
    (): Column<EntityRow>[] => [
      {
        id: 'name',
        title: t('table.name'),
        head: true,
        by: ({ entity }) => nameOf(entity, lang),
        text: ({ entity }) => nameOf(entity, lang),
      },
      {
        id: 'other',
        title: t('table.otherName'),
        by: ({ entity }) => otherName(entity, lang),
        text: ({ entity }) => otherName(entity, lang) ?? '—',
      },
      {
        id: 'kind',
        title: t('table.kind'),
        by: ({ entity }) => classText(nodeClass(entity), lang),
        text: ({ entity }) => classText(nodeClass(entity), lang),
        cell: ({ entity }) => (
          <>
            <KindIcon of={nodeClass(entity)} /> {classText(nodeClass(entity), lang)}
          </>
        ),
      },
      // By what entities are sized and coloured on the canvas.
      ...[gauged.size, gauged.colour === gauged.size ? undefined : gauged.colour]
        .filter((of): of is Gauged => of !== undefined)
        .map(({ gauge, levels }): Column<EntityRow> => {
          const text = ({ key }: EntityRow): string => {
            const level = levels.get(key);
            return level ? levelText(gauge, level, lang) : t('loop.unknown');
          };
          return {
            id: gauge,
            title: gaugeText(gauge, { t, lang }, likeOf(levels)),
            number: true,
            by: ({ key }) => levels.get(key)?.value,
            text,
            cell: (row) => (levels.has(row.key) ? text(row) : <em className="doubt">{text(row)}</em>),
          };
        }),
      {
        id: 'claims',
        title: t('table.claimCount'),
        number: true,
        by: ({ claims }) => claims,
        text: ({ claims }) => String(claims),
      },
      {
        id: 'loops',
        title: t('table.loopCount'),
        number: true,
        by: (row) => row.loops,
        text: (row) => String(row.loops),
      },
    ],
    [t, lang, gauged],
  );
  const claimColumns = useMemo((): Column<ClaimRow>[] => {
    const figures = ({ claim }: ClaimRow): string => {
      const { sum, quantity, rate } = figuresOf(claim, lang);
      const known = [sum, quantity, rate].filter(Boolean).join(' · ');
      return known || (amountUnknown(claim) ? t('amount.unknown') : '—');
    };
    const certain = ({ claim }: ClaimRow): string => {
      const marks = marksOf([claim]);
      return marks.length === 0
        ? [t(`modality.${claim.modality}`), claim.status && t(`status.${claim.status}`)]
            .filter(Boolean)
            .join(' · ')
        : marks.map((mark) => t(`mark.${mark}`)).join(' · ');
    };
    return [
      { id: 'from', title: t('table.from'), by: ({ from }) => from, text: ({ from }) => from },
      {
        id: 'verb',
        title: t('table.verb'),
        head: true,
        by: ({ claim }) => verbOf(claim.type, lang),
        text: ({ claim }) => verbOf(claim.type, lang),
        cell: ({ claim: { type } }) => (
          <span style={{ color: `var(--${movesOf(type) === 'nothing' ? 'ink2' : movesOf(type)})` }}>
            {verbOf(type, lang)}
          </span>
        ),
      },
      { id: 'to', title: t('table.to'), by: ({ to }) => to, text: ({ to }) => to },
      {
        id: 'amount',
        title: t('table.amount'),
        // Currencies are not compared: each by itself, the larger sums of it together.
        by: ({ claim }) => {
          const sum = drawnAmount(claim);
          return sum === undefined
            ? undefined
            : `${claim.currency ?? ''} ${sum.toFixed(0).padStart(20, '0')}`;
        },
        text: figures,
        cell: (row) =>
          figures(row) === t('amount.unknown') ? <em className="doubt">{figures(row)}</em> : figures(row),
      },
      {
        id: 'certainty',
        title: t('table.certainty'),
        by: certain,
        text: certain,
        cell: (row) => {
          const marks = marksOf([row.claim]);
          return (
            <span className="marks">
              {marks.length === 0
                ? certain(row)
                : marks.map((mark) => (
                    <Chip key={mark} tone="warn">
                      {t(`mark.${mark}`)}
                    </Chip>
                  ))}
            </span>
          );
        },
      },
      {
        id: 'when',
        title: t('table.when'),
        by: ({ claim }) => claim.start ?? claim.end,
        text: ({ claim }) => holdsWhen(claim, lang) ?? t('claim.notDated'),
        cell: ({ claim }) => holdsWhen(claim, lang) ?? <em className="doubt">{t('claim.notDated')}</em>,
      },
    ];
  }, [t, lang]);

  const fits = <Row extends { key: string }>(
    of: readonly Row[],
    columns: readonly Column<Row>[],
    on: ReadonlySet<string>,
  ) =>
    of.filter(
      (row) =>
        (!onlyChosen || !anyChosen || on.has(row.key)) &&
        (word === '' ||
          columns.some((column) => column.text(row).normalize('NFKC').toLowerCase().includes(word))),
    );
  const entities = fits(rows.entities, entityColumns, chosen.entities);
  const claims = fits(rows.claims, claimColumns, chosen.claims);

  const copy = (cells: readonly (readonly string[])[]) =>
    toClipboard(context, tsv(cells), t('said.tableCopied', { count: cells.length - 1 }));
  return (
    <TableFrame name={t('command.table')} testId="table-view" scroller={scroller}>
      <div className="table-tools">
        <input
          type="search"
          className="field"
          aria-label={t('table.find')}
          placeholder={t('table.find')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <ToggleChip on={onlyChosen && anyChosen} onToggle={() => setOnlyChosen(!onlyChosen)}>
          {t('table.onlySelected')}
        </ToggleChip>
      </div>
      <Rows
        title={t('table.entities')}
        rows={entities}
        columns={entityColumns}
        keyOf={({ key }) => key}
        isOn={(key) => chosen.entities.has(key)}
        onChoose={(key, more) =>
          more ? dispatch('selectToggle', { entities: [key] }) : dispatch('select', { kind: 'entity', key })
        }
        onCopy={copy}
        scroller={scroller}
      />
      <Rows
        title={t('table.claims')}
        rows={claims}
        columns={claimColumns}
        keyOf={({ key }) => key}
        isOn={(key) => chosen.claims.has(key)}
        onChoose={(key, more) =>
          more ? dispatch('selectToggle', { claims: [key] }) : dispatch('select', { kind: 'claim', key })
        }
        onCopy={copy}
        scroller={scroller}
      />
      {entities.length + claims.length === 0 && <p className="help">{t('table.nothing')}</p>}
    </TableFrame>
  );
}
