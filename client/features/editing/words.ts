import { KINDS, ROLES } from '../../../server/core/model/registry.ts';
import { en } from '../../locales/en.ts';
import type { TextKey, Translate } from '../../locales/index.ts';
import type { FieldFault } from '../../state/editing/build.ts';
import type { Lang } from '../../state/format.ts';

const isKey = (key: string): key is TextKey => Object.hasOwn(en, key);

/** What a field is called: by its part where that says more, else by its own name. */
export function fieldText(t: Translate, part: string, name: string): string {
  for (const key of [`field.${part}.${name}`, `field.${name}`]) if (isKey(key)) return t(key);
  return name;
}
/** What a choice is called. */
export function optionText(t: Translate, lang: Lang, part: string, name: string, value: string): string {
  const table: Readonly<Record<string, { en: string; zh: string }>> = { ...KINDS, ...ROLES };
  const known = table[value];
  if (known && (name === 'kind' || name === 'roles')) return known[lang];
  for (const key of [
    `option.${part}.${name}.${value}`,
    `option.${name}.${value}`,
    `${name}.long.${value}`,
    `${name}.${value}`,
  ])
    if (isKey(key)) return t(key);
  return value;
}
/** What is wrong with a field. */
export const faultOf = (t: Translate, { reason, message }: FieldFault): string =>
  reason === 'other' ? t('field.fault.other', { message }) : t(`field.fault.${reason}`);
/** An example of what is written in a field. */
export function exampleOf(t: Translate, part: string, name: string, kind: string): string {
  for (const key of [`example.${part}.${name}`, `example.${name}`, `example.${kind}`])
    if (isKey(key)) return t(key);
  return '';
}
