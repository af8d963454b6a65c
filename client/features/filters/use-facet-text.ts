import { CLAIM_TYPES } from '../../../server/core/model/registry.ts';
import { useText } from '../../locales/index.ts';
import { ALL_MOVES, CERTAINTIES, classText, type Facet, GRADES, NODE_CLASSES } from '../../state/encode.ts';
import { nameOf, verbOf } from '../../state/format.ts';
import { useAppState, useLang } from '../app-context.tsx';

const among = <Value extends string>(values: readonly Value[], text: string): Value | undefined =>
  values.find((value) => value === text);
const TYPES = Object.keys(CLAIM_TYPES).filter(
  (name): name is keyof typeof CLAIM_TYPES => name in CLAIM_TYPES,
);

/** What a facet is called. */
export function useFacetText(): (facet: Facet) => string {
  const t = useText();
  const lang = useLang();
  const served = useAppState((state) => state.served);
  return (facet) => {
    const colon = facet.indexOf(':');
    const [dimension, value] = [facet.slice(0, colon), facet.slice(colon + 1)];
    const of = among(NODE_CLASSES, value);
    if (dimension === 'class' && of) return classText(of, lang);
    const type = among(TYPES, value);
    if (type) return verbOf(type, lang);
    const moves = among(ALL_MOVES, value);
    if (moves) return t(`moves.${moves}`);
    const certainty = among(CERTAINTIES, value);
    if (certainty) return t(`legend.${certainty}`);
    const grade = among(GRADES, value);
    if (dimension === 'grade' && grade) return t(`grade.long.${grade}`);
    if (dimension === 'dataset') {
      const dataset = served.find(({ id }) => id === value);
      return dataset ? nameOf(dataset, lang) : value;
    }
    return t(PLAIN[facet] ?? 'constraint.any');
  };
}

/** Facets whose text is their own. */
const PLAIN: { readonly [facet in Facet]?: Parameters<ReturnType<typeof useText>>[0] } = {
  'status:closed': 'status.closed',
  'status:committed': 'status.committed',
  'status:announced': 'status.announced',
  'status:intended': 'status.intended',
  'status:proposed': 'status.proposed',
  'status:cancelled': 'status.cancelled',
  'status:unknown': 'status.unknown',
  'modality:fact': 'modality.fact',
  'modality:estimate': 'modality.estimate',
  'modality:forecast': 'modality.forecast',
  'modality:opinion': 'modality.opinion',
  'modality:allegation': 'modality.allegation',
  'basis:stated': 'basis.stated',
  'basis:implied': 'basis.implied',
  'sum:unknown': 'filters.sum.unknown',
  'known:undated': 'filters.known.undated',
  'holding:undated': 'filters.holding.undated',
};
