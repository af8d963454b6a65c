import './editing.css';
import { useEffect, useRef, useState } from 'react';
import { faultText } from '../../commands/faults.ts';
import { draftFor, type Outcome, targetOf } from '../../commands/own-records.ts';
import { Skeleton } from '../../components/bits.tsx';
import { Button } from '../../components/button.tsx';
import { type TextKey, useText } from '../../locales/index.ts';
import { at, type Draft, type Task } from '../../state/editing/draft.ts';
import { dropDraft, keepDraft, keptDraft, newMark } from '../../state/editing/drafts.ts';
import { nameOf } from '../../state/format.ts';
import { canWrite } from '../../state/server.ts';
import { useApp, useAppState, useLang } from '../app-context.tsx';
import { Dialog } from '../dialog.tsx';
import { ClaimForm } from './claim-form.tsx';
import { EntityForm } from './entity-form.tsx';
import { FormContext } from './form.ts';

/** Drafts are kept this long after the last letter. */
const PAUSE = 300;

const TITLES = {
  claim: { add: 'edit.addClaim', edits: 'edit.editClaim', corrects: 'edit.correctClaim' },
  entity: { add: 'edit.addEntity', edits: 'edit.editEntity', corrects: 'edit.correctEntity' },
} as const satisfies Record<Task['of'], Record<string, TextKey>>;
const titleOf = ({ of, edits, corrects }: Task): TextKey =>
  TITLES[of][edits !== undefined ? 'edits' : corrects !== undefined ? 'corrects' : 'add'];

/** A draft as it was kept, or made anew from what it is about. */
function useDraft(task: Task) {
  const { context } = useApp();
  const t = useText();
  const [draft, setDraft] = useState<Draft>();
  const [fault, setFault] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one task as long as the form is open
  useEffect(() => {
    let left = false;
    draftFor(context, task).then(
      (made) => !left && setDraft(made),
      (thrown: unknown) => !left && setFault(faultText(t, thrown)),
    );
    return () => {
      left = true;
    };
  }, []);
  return { draft, setDraft, fault };
}

export function EditingDialog() {
  const editing = useAppState((state) => state.editing);
  return editing ? (
    <FormDialog
      key={`${editing.task.of} ${editing.task.edits ?? ''} ${editing.task.corrects ?? ''}`}
      editing={editing}
    />
  ) : null;
}

type Editing = { readonly task: Task; readonly from?: { readonly task: Task; readonly field: string } };

/** A form made from the model: what is filled in is kept until it is saved or thrown away. */
function FormDialog({ editing: { task, from } }: { editing: Editing }) {
  const { context, dispatch } = useApp();
  const t = useText();
  const lang = useLang();
  const { draft, setDraft, fault } = useDraft(task);
  const [outcome, setOutcome] = useState<Outcome>();
  const [saving, setSaving] = useState(false);
  const [kept, setKept] = useState(true);
  const form = useRef<HTMLFormElement>(null);
  const dataset = useAppState((state) => targetOf(state, task));
  const own = useAppState(({ served }) => served.find(({ id }) => id === dataset));
  const writable = useAppState(canWrite);
  const touched = useRef(false);
  useEffect(() => {
    if (!draft || !touched.current) return;
    const timer = setTimeout(() => setKept(keepDraft(context.keeper, draft)), PAUSE);
    return () => clearTimeout(timer);
  }, [draft, context]);
  const faults = outcome?.kind === 'faults' ? outcome.faults : [];
  useEffect(() => {
    if (outcome?.kind !== 'faults') return;
    // The first in the order of the page; what can be opened is opened for it.
    const fields = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
    const first = fields.find(({ dataset: { field } }) => outcome.faults.some((one) => one.field === field));
    first?.closest('details')?.setAttribute('open', '');
    first?.focus();
  }, [outcome]);

  const set = (values: Readonly<Record<string, string | undefined>>) => {
    touched.current = true;
    setDraft((before) => {
      if (!before) return before;
      const next = Object.entries({ ...before.values, ...values }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      return { ...before, values: Object.fromEntries(next) };
    });
  };
  const back = (key: string | undefined) => {
    if (!from) return;
    const waiting = keptDraft(context.keeper, from.task);
    if (waiting && key !== undefined)
      keepDraft(context.keeper, { ...waiting, values: { ...waiting.values, [from.field]: key } });
    dispatch('openForm', { task: from.task });
  };
  const save = (anyway: boolean) => {
    if (!draft || saving) return;
    setSaving(true);
    dispatch('saveRecord', {
      draft,
      shown: from === undefined,
      anyway,
      hear: (heard) => {
        touched.current = false;
        setSaving(false);
        setOutcome(heard);
        if (heard.kind === 'saved') back(heard.key);
      },
    });
  };
  const newEntity = (field: string, name: string) => {
    if (!draft) return;
    keepDraft(context.keeper, draft);
    const chinese = /\p{Script=Han}/u.test(name);
    const values = name === '' ? {} : { [at('thing', chinese ? 'nameZh' : 'nameEn')]: name };
    keepDraft(context.keeper, { task: { of: 'entity' }, values, mark: newMark() });
    dispatch('openForm', { task: { of: 'entity' }, from: { task, field } });
  };
  return (
    <Dialog title={t(titleOf(task))} testId="editing" look="wide">
      {fault !== undefined ? (
        <p className="help form-part">{fault}</p>
      ) : !draft ? (
        <div className="form-part">
          <Skeleton lines={8} label={t('app.loading')} />
        </div>
      ) : (
        <FormContext value={{ values: draft.values, set, faults, dataset, newEntity }}>
          <form
            ref={form}
            className="editing-form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              save(false);
            }}
          >
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <section className="editing-body" tabIndex={0} aria-label={t(titleOf(task))}>
              {task.of === 'claim' ? <ClaimForm /> : <EntityForm corrects={task.corrects !== undefined} />}
            </section>
            <footer>
              <output data-testid="editing-told">
                {saving
                  ? t('edit.saving')
                  : outcome?.kind === 'faults'
                    ? t('edit.faults', { count: faults.length })
                    : outcome?.kind === 'conflict'
                      ? t('edit.conflict')
                      : outcome?.kind === 'refused'
                        ? outcome.text
                        : !kept
                          ? t('edit.notKept')
                          : t('edit.into', { name: own ? nameOf(own, lang) : t('edit.newDataset') })}
              </output>
              <span className="actions">
                <Button
                  look="outline"
                  text={t(from ? 'edit.back' : 'edit.discard')}
                  onClick={() => {
                    dropDraft(context.keeper, task);
                    touched.current = false;
                    if (from) back(undefined);
                    else context.store.setState({ dialog: undefined });
                  }}
                />
                {outcome?.kind === 'conflict' && (
                  <Button look="outline" text={t('edit.anyway')} onClick={() => save(true)} />
                )}
                <Button
                  type="submit"
                  look="primary"
                  text={t('edit.save')}
                  disabled={saving || !writable}
                  data-command="saveRecord"
                />
              </span>
            </footer>
          </form>
        </FormContext>
      )}
    </Dialog>
  );
}
