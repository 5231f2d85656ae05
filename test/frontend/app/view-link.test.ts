import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { en } from '../../../frontend/app/locales/en.ts';
import { zhCN } from '../../../frontend/app/locales/zh-CN.ts';
import { fuzzyScore, initialsOf } from '../../../frontend/app/palette/fuzzy.ts';
import { formatView, PANES, parseView, RANGES_H, TABS, type ViewState } from '../../../frontend/app/view-link.ts';

describe('a view as a link', () => {
  const view: fc.Arbitrary<ViewState> = fc.record({
    path: fc.constant('/'),
    selection: fc.option(
      fc.record({ kind: fc.constantFrom('incident' as const, 'thing' as const), id: fc.string({ minLength: 1 }) }),
      { nil: undefined },
    ),
    tab: fc.constantFrom(...TABS),
    family: fc.option(fc.constantFrom('city', 'vessel'), { nil: undefined }),
    text: fc.string(),
    camera: fc.option(
      fc.record({
        lon: fc.integer({ min: -18_000, max: 18_000 }).map((value) => value / 100),
        lat: fc.integer({ min: -8500, max: 8500 }).map((value) => value / 100),
        zoom: fc.integer({ min: 0, max: 2000 }).map((value) => value / 100),
        bearing: fc.integer({ min: 0, max: 359 }),
      }),
      { nil: undefined },
    ),
    hidden: fc.subarray(['wakes', 'zones', 'labels']),
    rangeH: fc.constantFrom(...RANGES_H),
    pane: fc.constantFrom(...PANES),
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(view, (state) => {
        const again = parseView('/', formatView(state, ''));
        expect(JSON.stringify(again)).toBe(JSON.stringify(state).replaceAll('-0,', '0,').replaceAll('-0}', '0}'));
      }),
    );
  });

  it('keeps what others put into the address and forgives nonsense', () => {
    expect(formatView(parseView('/', '?lang=en'), '?lang=en')).toBe('?lang=en');
    expect(parseView('/', '?at=x,y&tab=plans&range=9&sel=x').camera).toBeUndefined();
  });
});

describe('the palette finds', () => {
  it.each([
    ['py116', '鹏游 116'],
    ['鹏游', '鹏游 116'],
    ['hx', '海巡 0921'],
    ['jin', 'JIN HAI 68'],
    ['jh68', 'JIN HAI 68'],
  ])('%s → %s', (query, name) => {
    expect(fuzzyScore(query, name)).toBeDefined();
  });

  it('not what is not there, and better matches first', () => {
    expect(fuzzyScore('xyz', 'JIN HAI 68')).toBeUndefined();
    expect(fuzzyScore('hai', 'HAI XUN 1')).toBeGreaterThan(fuzzyScore('hai', 'JIN HAI 68')!);
    expect(initialsOf('澜湾 LNG')).toBe('lw lng');
  });
});

describe('both languages', () => {
  const leaves = (node: object, path = ''): [string, string][] =>
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value] as [string, string]]
        : leaves(value as object, `${path}${key}.`),
    );
  const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

  it('say the same things with the same facts', () => {
    const english = new Map(leaves(en));
    for (const [key, text] of leaves(zhCN)) {
      expect(english.has(key), key).toBe(true);
      if (!key.startsWith('inspector.department')) expect(slots(english.get(key)!), key).toEqual(slots(text));
    }
  });
});
