import { useId, useState } from 'react';

type Props = {
  name: string;
  label: string;
  value: string;
  onCommit: (value: string) => void;
  example?: string;
  help?: string;
  fault?: string | undefined;
  numeric?: boolean;
  /** What can be chosen from while typing. */
  among?: readonly string[];
};
/** Text that counts once it is done: with Enter, or when the field is left. */
export function TextField({
  name,
  label,
  value,
  onCommit,
  example = '',
  help,
  fault,
  numeric,
  among,
}: Props) {
  const id = useId();
  const [draft, setDraft] = useState({ of: value, text: value });
  // Undo and "clear" change the value from outside.
  if (draft.of !== value) setDraft({ of: value, text: value });
  const commit = () => draft.text.trim() !== value && onCommit(draft.text.trim());
  return (
    <label className="constraint">
      <span>{label}</span>
      <input
        type="text"
        {...(numeric ? { inputMode: 'numeric' as const } : {})}
        {...(among ? { list: `${id}-list` } : {})}
        spellCheck={false}
        value={draft.text}
        placeholder={example}
        aria-invalid={fault !== undefined}
        aria-describedby={fault !== undefined || help !== undefined ? id : undefined}
        data-testid={`constraint-${name}`}
        onChange={({ target }) => setDraft({ of: value, text: target.value })}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
      {among && (
        <datalist id={`${id}-list`}>
          {among.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {(fault ?? help) !== undefined && (
        <span id={id} className={fault === undefined ? 'help' : 'bad'} data-testid={fault && `fault-${name}`}>
          {fault ?? help}
        </span>
      )}
    </label>
  );
}
