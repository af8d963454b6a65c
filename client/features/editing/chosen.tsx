import { X } from 'lucide-react';
import { Button } from '../../components/button.tsx';

/** What has been chosen in a field, and how to let it go again. */
export function Chosen({
  id,
  field,
  text,
  leave,
  onLeave,
}: {
  id?: string;
  field: string;
  text: string;
  leave: string;
  onLeave: () => void;
}) {
  return (
    <span className="chosen" id={id} data-field={field} tabIndex={-1}>
      <span>{text}</span>
      <Button small icon={X} label={leave} onClick={onLeave} />
    </span>
  );
}
