import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** A text by its key; plural forms are chosen by `count`. */
type Plural<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
export type TextKey = Plural<keyof typeof en>;
export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, params?: Params) => string;

/** Sets up both languages; texts are plain, React escapes them. */
export async function startTexts(lang: 'en' | 'zh'): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: lang,
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

export const changeLanguage = (lang: 'en' | 'zh'): void => void i18next.changeLanguage(lang);
/** Texts in the language of the moment, outside of React. */
export const translate: Translate = (key, params) => i18next.t(key, { ...params });
/** Texts for a component, which is drawn again when the language changes. */
export function useText(): Translate {
  const { t } = useTranslation();
  return (key, params) => t(key, { ...params });
}
