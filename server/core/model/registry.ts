/**
 * The registry: every type of relationship, with what moves along it, and every kind of entity. Legend, filters, schema,
 * loop search, constraints in the database and the docs all derive from these two tables: a new type enters here before
 * it enters data.
 */

/** What moves from the start of a claim to its end. `nothing` never takes part in a loop. */
export const MOVES = ['money', 'collateral', 'goods', 'equity', 'guarantee', 'nothing'] as const;
export type Moves = (typeof MOVES)[number];

type TypeEntry = {
  moves: Moves;
  /** The verb between the two ends, for people: "Nvidia *invests in* CoreWeave". */
  verbEn: string;
  verbZh: string;
  /** What stands at the two ends. */
  from: string;
  to: string;
};

/** In order of how a loop is told: its first leg is, all else equal, the type that stands first here. */
export const CLAIM_TYPES = {
  INVESTS_IN: { moves: 'money', verbEn: 'invests in', verbZh: '投資', from: 'investor', to: 'company' },
  LENDS_TO: { moves: 'money', verbEn: 'lends to', verbZh: '貸款給', from: 'lender', to: 'borrower' },
  BUYS_FROM: { moves: 'money', verbEn: 'buys from', verbZh: '購買自', from: 'buyer', to: 'seller' },
  LEASES_FROM: {
    moves: 'money',
    verbEn: 'leases from',
    verbZh: '租用自',
    from: 'who pays',
    to: 'who provides',
  },
  PAYS_TO: { moves: 'money', verbEn: 'pays', verbZh: '付款給', from: 'payer', to: 'payee' },
  PLEDGES_TO: { moves: 'collateral', verbEn: 'pledges to', verbZh: '抵押給', from: 'borrower', to: 'lender' },
  GUARANTEES: {
    moves: 'guarantee',
    verbEn: 'guarantees',
    verbZh: '擔保',
    from: 'guarantor',
    to: 'who is covered',
  },
  GRANTS_EQUITY_TO: {
    moves: 'equity',
    verbEn: 'grants equity to',
    verbZh: '授予股權給',
    from: 'issuer',
    to: 'who receives shares or warrants',
  },
  SUPPLIES: { moves: 'goods', verbEn: 'supplies', verbZh: '供貨給', from: 'seller', to: 'buyer' },
  PART_OF: { moves: 'nothing', verbEn: 'is part of', verbZh: '隸屬於', from: 'part', to: 'whole' },
  HAS_SEGMENT: {
    moves: 'nothing',
    verbEn: 'has segment',
    verbZh: '設有業務',
    from: 'company',
    to: 'line of business',
  },
  OWNS: { moves: 'nothing', verbEn: 'owns a stake in', verbZh: '持股', from: 'holder', to: 'company' },
  ACQUIRES: { moves: 'nothing', verbEn: 'acquires', verbZh: '收購', from: 'buyer', to: 'company' },
  MAKES: { moves: 'nothing', verbEn: 'makes', verbZh: '製造', from: 'maker', to: 'product' },
  OFFERS: { moves: 'nothing', verbEn: 'offers', verbZh: '提供', from: 'provider', to: 'service' },
  DEVELOPS: {
    moves: 'nothing',
    verbEn: 'develops',
    verbZh: '開發',
    from: 'developer',
    to: 'what is developed',
  },
  USES: { moves: 'nothing', verbEn: 'uses', verbZh: '使用', from: 'user', to: 'what is used' },
  EQUIPPED_WITH: {
    moves: 'nothing',
    verbEn: 'is equipped with',
    verbZh: '配備',
    from: 'system',
    to: 'component',
  },
  DEPENDS_ON: {
    moves: 'nothing',
    verbEn: 'depends on',
    verbZh: '依賴',
    from: 'dependent',
    to: 'what it depends on',
  },
  TRAINED_ON: { moves: 'nothing', verbEn: 'is trained on', verbZh: '訓練於', from: 'model', to: 'hardware' },
  BASED_ON: { moves: 'nothing', verbEn: 'is based on', verbZh: '基於', from: 'what is built', to: 'basis' },
  HAS_ROLE: {
    moves: 'nothing',
    verbEn: 'has a role at',
    verbZh: '任職於',
    from: 'person',
    to: 'organisation',
  },
  AFFILIATED_WITH: {
    moves: 'nothing',
    verbEn: 'is affiliated with',
    verbZh: '關聯於',
    from: 'party',
    to: 'organisation',
  },
  PROPOSES: {
    moves: 'nothing',
    verbEn: 'proposes',
    verbZh: '提出',
    from: 'proposer',
    to: 'idea or its addressee',
  },
  COMMENTS_ON: { moves: 'nothing', verbEn: 'comments on', verbZh: '評論', from: 'speaker', to: 'subject' },
  COMPARED_WITH: {
    moves: 'nothing',
    verbEn: 'is compared with',
    verbZh: '對比',
    from: 'subject',
    to: 'yardstick',
  },
  CUTS_ORDERS_FROM: {
    moves: 'nothing',
    verbEn: 'cuts orders from',
    verbZh: '削減訂單自',
    from: 'buyer',
    to: 'seller',
  },
  MEASURES: { moves: 'nothing', verbEn: 'measures', verbZh: '衡量', from: 'metric', to: 'subject' },
} as const satisfies Record<string, TypeEntry>;

export type ClaimType = keyof typeof CLAIM_TYPES;
export const isClaimType = (name: string): name is ClaimType => Object.hasOwn(CLAIM_TYPES, name);
export const CLAIM_TYPE_NAMES = Object.keys(CLAIM_TYPES).filter(isClaimType);
export const movesOf = (type: ClaimType): Moves => CLAIM_TYPES[type].moves;
/** The types that take part in loops. */
export const FLOW_TYPES = CLAIM_TYPE_NAMES.filter((type) => movesOf(type) !== 'nothing');

/** The primary label of an entity. */
export const KINDS = {
  Company: { en: 'Company', zh: '公司' },
  Institution: { en: 'Institution', zh: '機構' },
  Person: { en: 'Person', zh: '人物' },
  Group: { en: 'Unnamed group', zh: '未具名群體' },
  Chip: { en: 'Chip', zh: '晶片' },
  Architecture: { en: 'Architecture', zh: '架構' },
  Model: { en: 'Model', zh: '模型' },
  Service: { en: 'Service', zh: '服務' },
  System: { en: 'System', zh: '系統' },
  Segment: { en: 'Line of business', zh: '業務' },
  Metric: { en: 'Metric', zh: '指標' },
} as const;
export type Kind = keyof typeof KINDS;

/** Second labels, which say what part a party plays. */
export const ROLES = {
  CloudProvider: { en: 'Cloud provider', zh: '雲服務商' },
  Chipmaker: { en: 'Chipmaker', zh: '晶片商' },
  ModelDeveloper: { en: 'Model developer', zh: '模型開發者' },
  Lender: { en: 'Lender', zh: '貸方' },
  Investor: { en: 'Investor', zh: '投資者' },
} as const;
export type Role = keyof typeof ROLES;

/** From the surest to the least sure. */
export const STATUSES = ['closed', 'committed', 'announced', 'intended', 'proposed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];
export const MODALITIES = ['fact', 'estimate', 'forecast', 'opinion', 'allegation'] as const;
export type Modality = (typeof MODALITIES)[number];
export const BASES = ['stated', 'implied'] as const;
export const GRADES = ['primary', 'press', 'other'] as const;
export type Grade = (typeof GRADES)[number];
