/**
 * What quantities count, what rates are per and what growths are measured against, in Chinese. The data has these words in English; they are a
 * closed set, and a test fails where the datasets use one that is not here.
 */
export const UNITS_ZH: Readonly<Record<string, string>> = {
  cards: '張',
  GPU: '張 GPU',
  GPUs: '張 GPU',
  TPUs: '顆 TPU',
  chips: '片晶片',
  shares: '股',
  GW: 'GW',
  MW: 'MW',
  tonnes: '噸',
  kilograms: '公斤',
  kg: '公斤',
  years: '年',
  months: '個月',
  deals: '筆',
  investments: '筆投資',
  companies: '家公司',
  times: '倍',
  'times less': '倍（更少）',
  percent: '%',
  'percent of revenue': '%（占營收）',
  'percent of 2024 revenue': '%（占 2024 年營收）',
  'percent of Q2 2025 revenue': '%（占 2025 年第二季營收）',
  'percent of contract value': '%（占合約金額）',
  'percent of commercial remaining performance obligation': '%（占商業未履約訂單）',
  'percent of publicly traded Class A shares': '%（占流通的 A 類股）',
  'percent of the chips of the first phase': '%（占首期晶片）',
  'percent guaranteed minimum return': '%（保證最低報酬率）',
  "of GPT-3's parameters": '（與 GPT-3 參數量之比）',
};

export const PER_ZH: Readonly<Record<string, string>> = {
  hour: '小時',
  day: '天',
  month: '月',
  quarter: '季',
  year: '年',
  card: '張',
  GPU: '張 GPU',
  share: '股',
};

export const BASELINES_ZH: Readonly<Record<string, string>> = {
  '2022': '2022 年',
  'previous quarter': '上一季',
  'same quarter a year earlier': '去年同季',
  'not stated': '未說明的時期',
  'not stated; read as a year earlier': '未說明的時期（推斷為一年前）',
};

/** What is observed, in both languages; a test holds the datasets to it. */
export const MEASURES: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  'service-life': { en: 'service life', zh: '使用年限' },
  'market-value': { en: 'market value', zh: '市值' },
  'pe-ttm': { en: 'P/E, trailing 12 months', zh: '滾動市盈率' },
  'server-rent': { en: 'server rent', zh: '伺服器租金' },
  'rent-spread': { en: 'rent spread', zh: '租金差額' },
  'age-of-ranking': { en: 'age of the ranking', zh: '排名距今' },
  'training-chips': { en: 'chips for training', zh: '訓練所用晶片' },
  shipments: { en: 'shipments', zh: '出貨量' },
  weight: { en: 'weight', zh: '重量' },
  'compute-saving': { en: 'compute saved', zh: '節省算力' },
  'parameter-scale': { en: 'number of parameters', zh: '參數規模' },
  revenue: { en: 'revenue', zh: '營收' },
  investments: { en: 'investments', zh: '投資筆數' },
  'net-profit': { en: 'net profit', zh: '淨利' },
  'income-from-large-models': { en: 'income from large models', zh: '大模型收入' },
  'rd-spending': { en: 'R&D spending', zh: '研發支出' },
};
/** What a metric observes; a measure that is not known here by its own word. */
export const measureText = (measure: string, lang: 'en' | 'zh'): string =>
  MEASURES[measure]?.[lang] ?? measure.replaceAll('-', ' ');

/** A unit by itself, in words. */
export const unitText = (unit: string, lang: 'en' | 'zh'): string =>
  lang === 'en' ? unit : (UNITS_ZH[unit] ?? PER_ZH[unit] ?? unit);
