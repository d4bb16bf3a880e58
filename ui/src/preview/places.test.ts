// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { placeOf, scrollFor } from './places';

const page = new DOMParser().parseFromString(
  `<h1 data-field="headline"><b>Judul</b></h1><p data-field="slugline">X</p><p id="free">a</p>
   <ul data-block="3"><li><p>satu</p></li></ul><p data-block="x">b</p>
   <article data-story="s1"><h2>Lain</h2><section><i data-block="4">c</i></section></article>`,
  'text/html',
);

describe('places in a previewed page', () => {
  it('are named by the nearest elements that name block, field and story', () => {
    const at = (selector: string) => placeOf(page.querySelector(selector));
    expect(at('b')).toEqual({ story: null, at: { field: 'headline' } });
    expect(at('li p')).toEqual({ story: null, at: { block: 3 } });
    expect(at('h2')).toEqual({ story: 's1', at: null });
    expect(at('i')).toEqual({ story: 's1', at: { block: 4 } });
  });

  it('are none where nothing is named that one can go to', () => {
    for (const selector of ['#free', '[data-field="slugline"]', '[data-block="x"]', 'body'])
      expect(placeOf(page.querySelector(selector)), selector).toBeNull();
    expect(placeOf(null)).toBeNull();
  });

  it('are scrolled to only where they are out of sight', () => {
    const box = { left: 0, width: 100, top: 1000, height: 60 };
    expect(scrollFor(box, 1, { top: 900, height: 600 }, true)).toBeNull();
    expect(scrollFor(box, 1, { top: 0, height: 600 }, true)).toBe(800);
    expect(scrollFor(box, 0.5, { top: 0, height: 600 }, true)).toBeNull();
    // The end of it is cut off: enough for a look, not for writing there.
    expect(scrollFor(box, 1, { top: 430, height: 600 }, true)).toBe(800);
    expect(scrollFor(box, 1, { top: 430, height: 600 }, false)).toBeNull();
    // One that is higher than the screen stays wherever some of it is seen.
    expect(scrollFor({ ...box, height: 900 }, 1, { top: 1500, height: 600 }, true)).toBeNull();
  });
});
