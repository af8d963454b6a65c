import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useText } from '../../locales/index.ts';
import { countOf } from '../../state/loop-query.ts';
import { useApp, useView } from '../app-context.tsx';
import { usePart } from '../use-part.ts';
import type { ConstraintProps } from './constraint-fields.tsx';

const load = () => import('./constraint-fields.tsx').then((module) => module.ConstraintFields);

/** The constraints that most readers never need, folded away. How many are set is said, and one press clears them. */
export function MoreFilters(props: ConstraintProps) {
  const { dispatch } = useApp();
  const t = useText();
  const { constraints } = useView().loops;
  const count = countOf(constraints);
  // What constrains the list is not hidden from who comes by a link.
  const [open, setOpen] = useState(count > 0);
  const Fields = usePart(load, open);
  return (
    <div className="more-filters">
      <details
        open={open}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
        data-testid="more-filters"
      >
        <summary>{count > 0 ? t('constraint.moreSet', { count }) : t('constraint.more')}</summary>
        {open && Fields && <Fields {...props} />}
      </details>
      {count > 0 && (
        <Button
          icon={X}
          small
          text={t('constraint.clear')}
          data-testid="constraints-clear"
          onClick={() => dispatch('filterLoops', { constraints: {} })}
        />
      )}
    </div>
  );
}
