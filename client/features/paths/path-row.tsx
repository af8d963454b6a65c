import { Chip } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { marksOf } from '../../state/loops.ts';
import { type Path, selectionOf } from '../../state/paths.ts';
import { sameSelection } from '../../state/selection.ts';
import { useApp, useView } from '../app-context.tsx';
import { markTone } from '../loops/loop-facts.tsx';
import { PathLine } from './path-line.tsx';

/** One path of the list. Pressing it shows the path; pressing it again lets it go. */
export function PathRow({ path, reachable }: { path: Path; reachable: boolean }) {
  const { dispatch } = useApp();
  const t = useText();
  const { selection, placed } = useView();
  const on = sameSelection(selection, selectionOf(path));
  const away = path.stops.filter((key) => !Object.hasOwn(placed, key)).length;
  const claims = path.steps.flat();
  return (
    <li>
      <button
        type="button"
        className={`loop-row${on ? ' on' : ''}`}
        aria-pressed={on}
        data-roving
        data-testid="path-row"
        tabIndex={reachable ? 0 : -1}
        onClick={() => dispatch('openPath', path)}
      >
        <PathLine path={path} />
        <span className="loop-foot">
          <span className="aside">
            {t('paths.steps', { count: path.steps.length })} · {t('several.claims', { count: claims.length })}
          </span>
          {away > 0 && <Chip>{t('paths.away', { count: away })}</Chip>}
          {marksOf(claims).map((mark) => (
            <Chip key={mark} tone={markTone(mark)}>
              {t(`mark.${mark}`)}
            </Chip>
          ))}
        </span>
      </button>
    </li>
  );
}
