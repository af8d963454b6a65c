import type { ComponentProps } from 'react';

type Props = Pick<ComponentProps<'div'>, 'id' | 'children'> & {
  /** Whether it is what the combobox's keys have come to. */
  on: boolean;
  onPoint?: () => void;
  onTake: () => void;
  'data-run'?: string;
};

/** A line in the list of a combobox, which keeps the focus and has the keys. */
export function Option({ on, onPoint, onTake, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
    <div
      role="option"
      tabIndex={-1}
      aria-selected={on}
      className={on ? 'option on' : 'option'}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={onTake}
      {...rest}
    />
  );
}
