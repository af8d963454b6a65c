import '../../styles/select.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { neighbourPage } from '../../commands/expand.ts';
import { faultText } from '../../commands/faults.ts';
import { entityName } from '../../commands/names.ts';
import { Button } from '../../components/button.tsx';
import { KindIcon } from '../../components/kind-icon.tsx';
import { useText } from '../../locales/index.ts';
import { classText, nodeClass } from '../../state/encode.ts';
import { entityAt } from '../../state/graph.ts';
import { ANYTHING, matching } from '../../state/select-where.ts';
import { useApp, useAppState, useLang, useView } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';

/** Which neighbours of a hub are brought to the canvas: found by name, ticked one by one or all that are found. */
export function ExpandChoose() {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  const choosing = useAppState((state) => state.choosing);
  const { placed } = useView();
  const [read, setRead] = useState<{ keys: readonly string[]; next?: string | undefined; total: number }>();
  const [fault, setFault] = useState<string>();
  const [text, setText] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const field = useRef<HTMLInputElement>(null);
  const close = () => context.store.setState({ dialog: undefined, choosing: undefined });

  const readOn = useMemo(
    () => async (cursor: string | undefined) => {
      if (!choosing) return;
      try {
        const page = await neighbourPage(context, choosing, cursor);
        setRead((now) => ({ ...page, keys: [...new Set([...(now?.keys ?? []), ...page.keys])] }));
      } catch (thrown) {
        setFault(faultText(context.t, thrown));
      }
    },
    [context, choosing],
  );
  useEffect(() => void readOn(undefined), [readOn]);

  const found = useMemo(
    () => matching(graph, { entities: read?.keys ?? [], claims: [] }, { ...ANYTHING, text }).entities,
    [graph, read, text],
  );
  if (!choosing) return null;
  const free = found.filter((key) => !Object.hasOwn(placed, key));
  const tick = (keys: readonly string[], on: boolean) =>
    setTicked((now) => {
      const next = new Set(now);
      for (const key of keys) on ? next.add(key) : next.delete(key);
      return next;
    });
  return (
    <Dialog
      title={t('choose.title', { subject: entityName(graph, choosing.key, lang) })}
      testId="expand-choose"
      first={field}
    >
      <div className="fields">
        <label>
          <span>{t('choose.find')}</span>
          <input ref={field} type="text" value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        <label className="tick">
          <input
            type="checkbox"
            checked={free.length > 0 && free.every((key) => ticked.has(key))}
            disabled={free.length === 0}
            onChange={({ target }) => tick(free, target.checked)}
          />
          <span>{t('choose.all')}</span>
          <span className="count">{free.length}</span>
        </label>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className="choices" tabIndex={0} aria-label={t('choose.list')}>
        {found.map((key) => {
          const entity = entityAt(graph, key);
          const there = Object.hasOwn(placed, key);
          return (
            <li key={key}>
              <label className="tick">
                <input
                  type="checkbox"
                  checked={there || ticked.has(key)}
                  disabled={there}
                  onChange={({ target }) => tick([key], target.checked)}
                />
                {entity && <KindIcon of={nodeClass(entity)} />}
                <span>{entityName(graph, key, lang)}</span>
                <span className="aside">
                  {there ? t('search.onCanvas') : entity && classText(nodeClass(entity), lang)}
                </span>
              </label>
            </li>
          );
        })}
        {found.length === 0 && (
          <li className="help">{fault ?? (read ? t('choose.none') : t('app.loading'))}</li>
        )}
      </ul>
      <footer>
        <output>
          {read && t('choose.read', { shown: read.keys.length, all: read.total })}{' '}
          {read?.next !== undefined && (
            <Button small look="outline" text={t('choose.more')} onClick={() => void readOn(read.next)} />
          )}
        </output>
        <Button
          look="primary"
          text={t('choose.add', { count: ticked.size })}
          disabled={ticked.size === 0}
          onClick={() => {
            close();
            dispatch('expandThese', { of: choosing.key, keys: [...ticked] });
          }}
        />
      </footer>
    </Dialog>
  );
}
