import { taskFor } from '../../commands/editing.ts';
import { useAppState } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';

/** What a reader can do about what a record says: change it where it is one's own, or else say otherwise. */
export function OwnActions() {
  const own = useAppState((state) => taskFor(state)?.edits !== undefined);
  const other = useAppState((state) => taskFor(state)?.corrects !== undefined);
  if (own)
    return (
      <>
        <CommandButton name="editOwn" look="outline" />
        <CommandButton name="removeOwn" look="outline" />
      </>
    );
  return other ? <CommandButton name="correct" look="outline" /> : null;
}
