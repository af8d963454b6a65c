import { FilterX } from 'lucide-react';
import { Empty } from '../../components/bits.tsx';
import { useText } from '../../locales/index.ts';
import { isFiltered, sifted } from '../../state/filters.ts';
import { useApp, useAppState, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';

/** How much of the canvas the filters hide, and the press that clears them; where that is all of it, in its place. */
export function Filtered() {
  const { dispatch } = useApp();
  const t = useText();
  const view = useView();
  const graph = useAppState((state) => state.graph);
  if (!isFiltered(view)) return null;
  const { claims, left } = sifted(graph, view);
  const count = claims.length - left.length;
  return (
    <>
      <div className={`float filtered over-${view.stage.form}`} data-testid="filtered">
        <button type="button" className="link" onClick={() => dispatch('openFilters')}>
          {t('filters.hidden', { count, all: claims.length })}
        </button>
        <span aria-hidden="true">·</span>
        <button type="button" className="link" onClick={() => dispatch('clearFilters')}>
          {t('filters.clear')}
        </button>
      </div>
      {claims.length > 0 && left.length === 0 && (
        <div className="canvas-empty all-gone">
          <Empty
            icon={FilterX}
            title={t('filters.allGone')}
            action={<CommandButton name="clearFilters" wide look="outline" />}
          >
            {t('filters.allGone.text', { all: claims.length })}
          </Empty>
        </div>
      )}
    </>
  );
}
