import { useText } from '../../locales/index.ts';
import { PATH_MODES, PATH_WAYS, PATHS } from '../../state/paths.ts';
import { useApp, useView } from '../app-context.tsx';
import { CommandButton } from '../command-button.tsx';
import { EntityField } from './entity-field.tsx';
import { PATH_FIELDS } from './fields.ts';
import { TypeField } from './type-field.tsx';

const LENGTHS = Array.from({ length: PATHS.longest }, (_, index) => index + 1);

/** What is asked: the two ends, how long, which way, along what. */
export function PathFields() {
  const { dispatch } = useApp();
  const t = useText();
  const { from, to, mode, longest, way } = useView().paths;
  return (
    <form className="path-fields" aria-label={t('paths.title')} onSubmit={(event) => event.preventDefault()}>
      <div className="path-ends">
        <EntityField
          id={PATH_FIELDS.from}
          label={t('paths.from')}
          value={from}
          onChoose={(key) => dispatch('askPaths', { from: key })}
        />
        <CommandButton name="swapPaths" small />
        <EntityField
          id={PATH_FIELDS.to}
          label={t('paths.to')}
          value={to}
          onChoose={(key) => dispatch('askPaths', { to: key })}
        />
      </div>
      <div className="path-how">
        <select
          aria-label={t('paths.mode')}
          value={mode}
          data-testid="path-mode"
          onChange={({ target }) =>
            dispatch('askPaths', { mode: PATH_MODES.find((one) => one === target.value) ?? mode })
          }
        >
          {PATH_MODES.map((one) => (
            <option key={one} value={one}>
              {t(`paths.mode.${one}`)}
            </option>
          ))}
        </select>
        <select
          aria-label={t('paths.longest')}
          value={longest}
          data-testid="path-longest"
          onChange={({ target }) => dispatch('askPaths', { longest: Number(target.value) })}
        >
          {LENGTHS.map((steps) => (
            <option key={steps} value={steps}>
              {t('paths.upTo', { count: steps })}
            </option>
          ))}
        </select>
        <select
          aria-label={t('paths.way')}
          value={way}
          data-testid="path-way"
          onChange={({ target }) =>
            dispatch('askPaths', { way: PATH_WAYS.find((one) => one === target.value) ?? way })
          }
        >
          {PATH_WAYS.map((one) => (
            <option key={one} value={one}>
              {t(`paths.way.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <TypeField />
    </form>
  );
}
