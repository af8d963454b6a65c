import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Option } from '../../components/option.tsx';
import { useText } from '../../locales/index.ts';
import { stepThrough } from '../../state/navigate.ts';
import { Fault } from './fault.tsx';
import { useForm } from './form.ts';

export type Offer = { readonly key: string; readonly line: ReactNode };

/** A field that finds what is typed, and offers what there is. */
export function Combo({
  id,
  field,
  label,
  needed = false,
  placeholder,
  typed,
  onType,
  offers,
  waiting,
  onTake,
}: {
  id: string;
  field: string;
  label: string;
  needed?: boolean;
  placeholder: string;
  typed: string;
  onType: (typed: string) => void;
  offers: readonly Offer[];
  /** More may come: nothing is taken that nobody has pointed at. */
  waiting: boolean;
  onTake: (key: string) => void;
}) {
  const t = useText();
  const { faults } = useForm();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string>();
  const keys = offers.map(({ key }) => key);
  const current = active !== undefined && keys.includes(active) ? active : undefined;
  const wrong = faults.some((fault) => fault.field === field);
  const expanded = open && typed.trim() !== '' && (!waiting || offers.length > 0);
  const list = useRef<HTMLDivElement>(null);
  // At the foot of a form what is offered would be out of sight.
  useEffect(() => {
    if (expanded && offers.length > 0) list.current?.scrollIntoView({ block: 'nearest' });
  }, [expanded, offers.length]);
  const take = (key: string) => {
    setOpen(false);
    onTake(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive(stepThrough(keys, current, event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && expanded) {
      event.preventDefault();
      const key = current ?? (waiting ? undefined : keys[0]);
      if (key !== undefined) take(key);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <>
      <input
        id={id}
        type="text"
        role="combobox"
        data-field={field}
        aria-expanded={expanded}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : `${id}-${current}`}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-fault` : undefined}
        aria-required={needed || undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed}
        onChange={({ target }) => {
          onType(target.value);
          setOpen(true);
          setActive(undefined);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        className={`pop picker-pop${expanded && offers.length > 0 ? '' : ' unseen'}`}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
      >
        {expanded &&
          offers.map(({ key, line }) => (
            <Option key={key} id={`${id}-${key}`} on={key === current} onTake={() => take(key)}>
              {line}
            </Option>
          ))}
      </div>
      {expanded && offers.length === 0 && (
        <p className="help" role="status">
          {t('field.nothingFound', { typed: typed.trim() })}
        </p>
      )}
      <Fault field={field} id={`${id}-fault`} />
    </>
  );
}
