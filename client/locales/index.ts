import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.ts';

/** A text by its key; plural forms are chosen by `count`. */
type Plural<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
export type TextKey = Plural<keyof typeof en>;
export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, params?: Params) => string;

/** Chinese is read only where it is wanted; English is there to fall back on. */
async function loadTexts(lang: 'en' | 'zh'): Promise<void> {
  if (lang !== 'zh' || i18next.hasResourceBundle('zh', 'translation')) return;
  const { zh } = await import('./zh.ts');
  i18next.addResourceBundle('zh', 'translation', zh);
}

/** Sets the texts up; they are plain, React escapes them. */
export async function startTexts(lang: 'en' | 'zh'): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  await changeLanguage(lang);
}

export async function changeLanguage(lang: 'en' | 'zh'): Promise<void> {
  await loadTexts(lang);
  await i18next.changeLanguage(lang);
}
/** Texts in the language of the moment, outside of React. */
export const translate: Translate = (key, params) => i18next.t(key, { ...params });
/** Texts for a component, which is drawn again when the language changes. */
export function useText(): Translate {
  const { t } = useTranslation();
  return (key, params) => t(key, { ...params });
}
