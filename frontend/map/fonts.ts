import unicode from '@fontsource/noto-sans-sc/unicode.json' with { type: 'json' };
import type { FontFacesSpecification } from 'maplibre-gl';

/** The subsets of Noto Sans SC as files of ours, so that Chinese labels need neither a glyph server nor a CJK font on the client. */
const FILES: Readonly<Record<string, string>> = {
  ...import.meta.glob<string>(
    [
      '../../node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-*-400-normal.woff2',
      '!**/noto-sans-sc-chinese-simplified-400-normal.woff2',
    ],
    { eager: true, query: '?url', import: 'default' },
  ),
};

const SUBSET = /noto-sans-sc-(.+)-400-normal\.woff2$/;
const RANGES: Readonly<Record<string, string>> = unicode;

/** The name that styles use in `text-font`. */
export const LABEL_FONT = 'Noto Sans SC';

/** MapLibre fetches a file only once a label needs a character of it. */
export const fontFaces = (): FontFacesSpecification => ({
  [LABEL_FONT]: Object.entries(FILES).flatMap(([path, url]) => {
    const subset = SUBSET.exec(path)?.[1] ?? '';
    const ranges = RANGES[subset] ?? RANGES[`[${subset}]`];
    return ranges === undefined
      ? []
      : [
          {
            url: new URL(url, location.href).href,
            'unicode-range': ranges
              .toUpperCase()
              .split(',')
              .map((range) => range.trim()),
          },
        ];
  }),
});
