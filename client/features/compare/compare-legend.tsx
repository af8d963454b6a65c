import './compare.css';
import { useText } from '../../locales/index.ts';
import { CHANGES } from '../../state/compare.ts';

/** What the signs before names and on lines mean, while two sides are compared. */
export function CompareLegend() {
  const t = useText();
  return CHANGES.map((change) => (
    <span key={change} className="legend-entry plain">
      <span className={`sample sign ${change}`} aria-hidden="true" />
      <span className="legend-name">{t(`legend.${change}`)}</span>
    </span>
  ));
}
