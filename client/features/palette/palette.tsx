import './palette.css';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { faultText } from '../../commands/faults.ts';
import { entityName } from '../../commands/names.ts';
import { COMMANDS, canRun, PLAIN_COMMANDS, type PlainName } from '../../commands/registry.ts';
import { KindIcon } from '../../components/kind-icon.tsx';
import { Option } from '../../components/option.tsx';
import { type TextKey, useText } from '../../locales/index.ts';
import { nodeClass } from '../../state/encode.ts';
import { entityAt, keyIn } from '../../state/graph.ts';
import { stepThrough } from '../../state/navigate.ts';
import { matchesWords, recalled } from '../../state/recent.ts';
import { joined, type SearchHit } from '../../state/search.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { shortcutText } from '../command-button.tsx';
import { Dialog } from '../dialog.tsx';
import { HitLine } from '../search/hit-line.tsx';
import { useFound } from '../search/use-found.ts';

const MOST = { commands: 8, entities: 8 } as const;

/** What a line of the palette does: runs a command, or goes to an entity. */
type Line = { id: string; name: PlainName } | { id: string; key: string; hit?: SearchHit };
const isPlain = (text: string): text is PlainName => PLAIN_COMMANDS.some(([name]) => name === text);

function useLines(typed: string) {
  const { context } = useApp();
  const t = useText();
  const lang = useLang();
  const { datasets } = useView();
  const { asked, found, waiting: asking } = useFound(typed, datasets);
  const graph = useAppState((state) => state.graph);
  const recent = useAppState(({ prefs }) => prefs.recent);
  const state = context.store.getState();
  const able = PLAIN_COMMANDS.filter(([name]) => name !== 'palette' && canRun(name, state));
  const runs = (names: readonly PlainName[]): Line[] => names.map((name) => ({ id: `run-${name}`, name }));
  const groups: { title: TextKey; lines: Line[] }[] = [];
  if (typed === '') {
    const known = recent.flatMap((one): Line[] => {
      const [kind, ...rest] = one.split(' ');
      const of = rest.join(' ');
      if (kind === 'run') return isPlain(of) && canRun(of, state) ? runs([of]) : [];
      return entityAt(graph, of) ? [{ id: `go-${of}`, key: of }] : [];
    });
    groups.push({ title: 'palette.recent', lines: known });
    groups.push({ title: 'palette.commands', lines: runs(able.map(([name]) => name)) });
  } else {
    const named = able.filter(([, { label, group }]) =>
      matchesWords(typed, `${t(label)} ${t(`group.${group}`)}`),
    );
    const hits = asked === typed ? joined(graph, found.data?.hits ?? []).slice(0, MOST.entities) : [];
    const going = hits.map((hit): Line => {
      const key = keyIn(graph, hit.entity);
      return { id: `go-${key}`, key, hit };
    });
    const commands = runs(named.slice(0, MOST.commands).map(([name]) => name));
    // What is called exactly so comes first; otherwise one looks for things more often than for commands.
    const exact = named.some(([, { label }]) => t(label).toLowerCase().startsWith(typed.toLowerCase()));
    const both = [
      { title: 'palette.commands', lines: commands },
      { title: 'palette.entities', lines: going },
    ] as const;
    for (const { title, lines } of exact ? both : [...both].reverse())
      groups.push({ title, lines: [...lines] });
  }
  const waiting = typed !== '' && asking;
  return { groups: groups.filter(({ lines }) => lines.length > 0), found, waiting, lang };
}

/** Commands and entities in one list, by what is typed; what was used last where nothing is. */
export function Palette() {
  const { context, dispatch } = useApp();
  const t = useText();
  const [typed, setTyped] = useState('');
  const query = typed.trim();
  const { groups, found, waiting, lang } = useLines(query);
  const graph = useAppState((state) => state.graph);
  const [active, setActive] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const lines = groups.flatMap((group) => group.lines);
  const current = lines.find(({ id }) => id === active) ?? lines[0];

  const take = (line: Line) => {
    const used = 'name' in line ? `run ${line.name}` : `go ${line.key}`;
    context.store.setState(({ prefs }) => ({
      dialog: undefined,
      prefs: { ...prefs, recent: recalled(prefs.recent, used) },
    }));
    // Once the dialog has given the focus back: what is run may take it.
    requestAnimationFrame(() => ('name' in line ? dispatch(line.name) : dispatch('visit', line.key)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const ids = lines.map(({ id }) => id);
      const next = stepThrough(ids, current?.id, event.key === 'ArrowDown' ? 1 : -1);
      setActive(next);
      list.current
        ?.querySelector(`[id="${CSS.escape(`palette-${next}`)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && current) {
      event.preventDefault();
      take(current);
    }
  };
  return (
    <Dialog title={t('palette.title')} testId="palette" first={input} bare>
      <div className="palette-box">
        <Search size={17} aria-hidden="true" />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded={lines.length > 0}
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={current && `palette-${current.id}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(undefined);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        className="palette-list"
        id="palette-list"
        role="listbox"
        aria-label={t('palette.title')}
        ref={list}
      >
        {groups.map(({ title, lines: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={title} role="group" aria-label={t(title)}>
            <div className="pop-head" aria-hidden="true">
              {t(title)}
            </div>
            {members.map((line) => (
              <Option
                key={line.id}
                id={`palette-${line.id}`}
                on={line === current}
                onPoint={() => setActive(line.id)}
                onTake={() => take(line)}
                {...('name' in line ? { 'data-run': line.name } : {})}
              >
                {'name' in line ? (
                  <CommandLine name={line.name} />
                ) : line.hit ? (
                  <HitLine hit={line.hit} typed={query} />
                ) : (
                  <span className="palette-line">
                    <KindIcon of={classAt(graph, line.key)} size={16} />
                    <span>{entityName(graph, line.key, lang)}</span>
                  </span>
                )}
              </Option>
            ))}
          </div>
        ))}
      </div>
      <p className="palette-foot" role="status">
        {found.isError && query !== ''
          ? faultText(t, found.error)
          : lines.length === 0 && !waiting
            ? t('search.none', { q: query })
            : waiting
              ? t('search.searching')
              : t('palette.help')}
      </p>
    </Dialog>
  );
}

function classAt(graph: Parameters<typeof entityAt>[0], key: string) {
  const entity = entityAt(graph, key);
  return entity ? nodeClass(entity) : 'Company';
}

function CommandLine({ name }: { name: PlainName }) {
  const t = useText();
  const { icon: Icon, label, group } = COMMANDS[name];
  const keys = shortcutText(name);
  return (
    <span className="palette-line">
      <Icon size={15} aria-hidden="true" />
      <span>{t(label)}</span>
      <span className="where">{t(`group.${group}`)}</span>
      {keys !== undefined && <kbd>{keys}</kbd>}
    </span>
  );
}
