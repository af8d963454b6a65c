import '../../styles/select.css';
import { useMemo, useRef, useState } from 'react';
import { CLAIM_TYPE_NAMES } from '../../../server/core/model/registry.ts';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { classText, NODE_CLASSES } from '../../state/encode.ts';
import { verbOf } from '../../state/format.ts';
import { ANYTHING, choicesIn, matching } from '../../state/select-where.ts';
import { shownIn } from '../../state/shown.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';

/** Selects of what is shown whatever fits a word, a kind or a type. */
export function SelectWhere() {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const graph = useAppState((state) => state.graph);
  // What is shown does not change behind the dialog.
  const [shown] = useState(() => shownIn(context.store.getState()));
  const [where, setWhere] = useState(ANYTHING);
  const found = useMemo(() => matching(graph, shown, where), [graph, shown, where]);
  const choices = useMemo(() => choicesIn(graph, shown), [graph, shown]);
  const word = useRef<HTMLInputElement>(null);
  const count = found.entities.length + found.claims.length;
  const close = () => context.store.setState({ dialog: undefined });
  const take = (add: boolean) => {
    close();
    dispatch('selectThese', { ...found, add });
  };
  return (
    <Dialog title={t('select.where')} testId="select-where" first={word}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (count > 0) take(false);
        }}
      >
        <div className="fields">
          <label>
            <span>{t('select.text')}</span>
            <input
              ref={word}
              type="text"
              value={where.text}
              onChange={(event) => setWhere({ ...where, text: event.target.value })}
            />
          </label>
          <label>
            <span>{t('select.kind')}</span>
            <select
              value={where.kind}
              disabled={where.type !== ''}
              onChange={({ target }) =>
                setWhere({ ...where, kind: NODE_CLASSES.find((of) => of === target.value) ?? 'any' })
              }
            >
              <option value="any">{t('select.any')}</option>
              {choices.kinds.map(([of, n]) => (
                <option key={of} value={of}>
                  {classText(of, lang)} ({n})
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{t('select.type')}</span>
            <select
              value={where.type}
              onChange={({ target }) =>
                setWhere({ ...where, type: CLAIM_TYPE_NAMES.find((of) => of === target.value) ?? '' })
              }
            >
              <option value="">{t('select.noType')}</option>
              {choices.types.map(([of, n]) => (
                <option key={of} value={of}>
                  {verbOf(of, lang)} ({n})
                </option>
              ))}
            </select>
          </label>
        </div>
        <footer>
          <output data-testid="select-found">
            {found.claims.length > 0
              ? t('several.claims', { count })
              : count > 0
                ? t('several.entities', { count })
                : t('select.nothing')}
          </output>
          <span className="actions">
            <Button
              type="button"
              look="outline"
              text={t('select.add')}
              disabled={count === 0}
              onClick={() => take(true)}
            />
            <Button type="submit" look="primary" text={t('select.these')} disabled={count === 0} />
          </span>
        </footer>
      </form>
    </Dialog>
  );
}
