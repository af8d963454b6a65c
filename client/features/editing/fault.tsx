import { useText } from '../../locales/index.ts';
import { useForm } from './form.ts';
import { faultOf } from './words.ts';

/** What is wrong with a field, beside it. */
export function Fault({ field, id }: { field: string; id: string }) {
  const t = useText();
  const fault = useForm().faults.find((one) => one.field === field);
  return fault ? (
    <span className="bad" id={id} data-testid={`fault-${field}`}>
      {faultOf(t, fault)}
    </span>
  ) : null;
}
