import { createContext, useContext } from 'react';
import type { FieldFault } from '../../state/editing/build.ts';
import type { Values } from '../../state/editing/draft.ts';

/** A form as its fields see it. */
export type Form = {
  readonly values: Values;
  readonly set: (values: Readonly<Record<string, string | undefined>>) => void;
  readonly faults: readonly FieldFault[];
  /** The dataset that it is written to. */
  readonly dataset: string;
  /** Goes on to a new entity, which then stands in the field. */
  readonly newEntity: (field: string, name: string) => void;
};
export const FormContext = createContext<Form | undefined>(undefined);
export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('useForm outside of a form');
  return form;
}
