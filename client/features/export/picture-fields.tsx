import { useState } from 'react';
import { iconDrawing } from '../../canvas/icons.tsx';
import { SHADES, type Shade, shadeNow } from '../../commands/colours.ts';
import type { PictureForm, PictureOf } from '../../commands/picture.ts';
import { pictureTitle } from '../../commands/picture-title.ts';
import { useText } from '../../locales/index.ts';
import { count } from '../../state/format.ts';
import { pointsOf, WIDTHS } from '../../state/png.ts';
import { useApp, useLang } from '../app-context.tsx';

const isShade = (text: string): text is Shade => SHADES.some((shade) => shade === text);

type Picture = {
  readonly title: string;
  readonly shade: Shade;
  readonly width: string;
  readonly fault: boolean;
  readonly set: (change: Partial<{ title: string; shade: Shade; width: string }>) => void;
  readonly of: (flow: boolean) => PictureOf & Omit<PictureForm, 'form'>;
};

/** How a picture is to be. */
export function usePicture(): Picture {
  const { context } = useApp();
  const [now, setNow] = useState(() => ({
    title: pictureTitle(context, context.store.getState()),
    shade: shadeNow(),
    width: String(WIDTHS.usual),
  }));
  const width = Number(now.width);
  return {
    ...now,
    fault: !(width >= WIDTHS.least && width <= WIDTHS.most),
    set: (change) => setNow({ ...now, ...change }),
    of: (flow) => ({
      ...(flow ? { of: 'flow' } : { of: 'canvas', icon: iconDrawing, title: now.title.trim() }),
      shade: now.shade,
      width,
    }),
  };
}

export function PictureFields({
  picture,
  form,
  titled,
}: {
  picture: Picture;
  form: 'png' | 'svg';
  titled: boolean;
}) {
  const t = useText();
  const lang = useLang();
  const { title, shade, width, fault, set } = picture;
  return (
    <>
      {titled && (
        <label>
          <span>{t('picture.title')}</span>
          <input
            value={title}
            maxLength={300}
            data-testid="picture-title"
            onChange={({ target }) => set({ title: target.value })}
          />
        </label>
      )}
      <label>
        <span>{t('picture.shade')}</span>
        <select
          value={shade}
          data-testid="picture-shade"
          onChange={({ target }) => isShade(target.value) && set({ shade: target.value })}
        >
          {SHADES.map((one) => (
            <option key={one} value={one}>
              {t(`picture.shade.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('picture.width')}</span>
        <input
          type="number"
          value={width}
          min={WIDTHS.least}
          max={WIDTHS.most}
          step="any"
          data-testid="picture-width"
          aria-invalid={fault}
          aria-describedby="picture-says"
          onChange={({ target }) => set({ width: target.value })}
        />
      </label>
      <p className="aside" id="picture-says" data-testid="picture-says">
        {fault
          ? t('picture.fault', WIDTHS)
          : form === 'svg'
            ? t('picture.svg')
            : t('picture.png', { wide: count(pointsOf(Number(width)), lang) })}
      </p>
    </>
  );
}
