import { useMemo } from 'react';
import { entityName } from '../../commands/names.ts';
import { ToggleChip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { entitiesOf, type Loop } from '../../state/loops.ts';
import { MOST_NAMED } from '../../state/view.ts';
import { useAppState, useLang } from '../app-context.tsx';

/** The loops of the list, for the counts beside its filters; undefined where it is not known to be all of them. */
export type Whole = readonly Loop[] | undefined;

/** Who is in loops, by name, with how many of the list's go through each, where that is known. */
function useInLoops(whole: Whole): { key: string; name: string; count: number | undefined }[] {
  const lang = useLang();
  const loops = useAppState((state) => state.loops);
  const graph = useAppState((state) => state.graph);
  return useMemo(() => {
    const keys = new Set(loops.flatMap((loop) => [...entitiesOf(graph, loop)]));
    const counts = new Map<string, number>();
    for (const loop of whole ?? [])
      for (const key of entitiesOf(graph, loop)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...keys]
      .map((key) => ({
        key,
        name: entityName(graph, key, lang),
        count: whole && (counts.get(key) ?? 0),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, lang));
  }, [loops, graph, lang, whole]);
}

type Chosen = {
  chosen: readonly string[];
  onChoose: (keys: readonly string[]) => void;
  /** What is said of one entity. */
  text: (name: string) => string;
};
type Props = Chosen & {
  name: string;
  label: string;
  /** What the list says while none is chosen, and where there can be further ones. */
  none: string;
  more: string;
  whole: Whole;
  /** How many of so many loops would be left, of which some go through the entity. */
  left: (all: number, through: number) => number;
};

/** A list to choose entities of loops from, one after the other. */
export function EntitySelect({ chosen, onChoose, text, name, label, none, more, whole, left }: Props) {
  const t = useText();
  const entities = useInLoops(whole);
  return (
    <select
      aria-label={label}
      data-testid={`constraint-${name}`}
      value=""
      disabled={chosen.length >= MOST_NAMED}
      onChange={({ target }) => target.value !== '' && onChoose([...chosen, target.value])}
    >
      <option value="">{chosen.length === 0 ? none : more}</option>
      {entities
        .filter(({ key }) => !chosen.includes(key))
        .map(({ key, name: entity, count }) => (
          <option key={key} value={key}>
            {whole === undefined || count === undefined
              ? text(entity)
              : t('loops.counted', { what: text(entity), n: left(whole.length, count) })}
          </option>
        ))}
    </select>
  );
}

/** What is chosen; pressing one lets it go. */
export function ChosenEntities({ chosen, onChoose, text }: Chosen) {
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  return chosen.length === 0 ? null : (
    <div className="chips">
      {chosen.map((key) => (
        <ToggleChip key={key} on onToggle={() => onChoose(chosen.filter((other) => other !== key))}>
          {text(entityName(graph, key, lang))}
        </ToggleChip>
      ))}
    </div>
  );
}
