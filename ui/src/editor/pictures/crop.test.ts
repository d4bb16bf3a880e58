import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CROP_FORMATS, type Crop, isCrop, type Point } from '../../body/picture';
import { around, cropOf, grow, move, point, resize, SHAPES, type Size } from './crop';

const CASES = resolve(import.meta.dirname, '../../../../src-tauri/crates/story/tests/crops.json');

type Case = Size & { focus: Point | null; crops: Crop[]; seen: Crop[] };

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (least: number, most: number) => number {
  let state = seed;
  return (least, most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return least + Math.floor((state / 2 ** 32) * (most - least + 1));
  };
}

/** How far a frame's height is from the one that its width asks for, in thousandths of the picture. */
function lean(crop: Crop, { width, height }: Size): number {
  const [wide, high] = SHAPES[crop.format];
  const [exactWidth, exactHeight] = [
    (crop.height * height * wide) / (high * width),
    (crop.width * width * high) / (wide * height),
  ];
  return Math.min(Math.abs(crop.width - exactWidth), Math.abs(crop.height - exactHeight));
}

describe('what is seen of a picture', () => {
  it('is the same as in Rust', () => {
    const cases = JSON.parse(readFileSync(CASES, 'utf8')) as Case[];
    expect(cases.length).toBeGreaterThan(5);
    for (const { seen, ...picture } of cases)
      expect(CROP_FORMATS.map((format) => cropOf(format, picture, picture))).toEqual(seen);
  });

  it('holds the focus', () => {
    const roll = dice(1);
    for (let run = 0; run < 2_000; run += 1) {
      const size = { width: roll(1, 9_000), height: roll(1, 9_000) };
      const focus = { x: roll(0, 1000), y: roll(0, 1000) };
      for (const format of CROP_FORMATS) {
        const { x, y, width, height } = around(format, focus, size);
        expect(x <= focus.x && focus.x <= x + width && y <= focus.y && focus.y <= y + height).toBe(true);
      }
    }
  });

  it('lies in the picture and keeps its shape, whatever is done to the frame', () => {
    const roll = dice(2);
    const sides = { x: ['left', 'middle', 'right'], y: ['top', 'middle', 'bottom'] } as const;
    for (let run = 0; run < 400; run += 1) {
      const size = { width: roll(200, 9_000), height: roll(200, 9_000) };
      const format = CROP_FORMATS[roll(0, CROP_FORMATS.length - 1)] ?? '1:1';
      let crop = around(format, { x: roll(0, 1000), y: roll(0, 1000) }, size);
      for (let step = 0; step < 30; step += 1) {
        const what = roll(0, 2);
        const anchor = { x: sides.x[roll(0, 2)] ?? 'left', y: sides.y[roll(0, 2)] ?? 'top' };
        if (what === 0) crop = move(crop, roll(-300, 300) / 7, roll(-300, 300) / 7);
        else if (what === 1) crop = grow(crop, roll(-300, 300), size);
        else crop = resize(crop, roll(-100, 1200), size, anchor);
        expect(isCrop(crop), JSON.stringify({ crop, size })).toBe(true);
        expect(lean(crop, size), JSON.stringify({ crop, size })).toBeLessThanOrEqual(0.500_001);
      }
    }
  });

  it('keeps the corner that is opposite to the one that is dragged', () => {
    const size = { width: 1200, height: 800 };
    const crop: Crop = { format: '16:9', x: 200, y: 300, width: 400, height: 338 };
    const smaller = resize(crop, 300, size, { x: 'right', y: 'bottom' });
    expect([smaller.x + smaller.width, smaller.y + smaller.height]).toEqual([600, 638]);
    expect(resize(crop, 300, size, { x: 'left', y: 'top' })).toMatchObject({ x: 200, y: 300, width: 300 });
  });

  it('never grows beyond the picture and never shrinks to nothing', () => {
    const size = { width: 1200, height: 800 };
    const crop = around('9:16', { x: 500, y: 500 }, size);
    expect(grow(crop, 5000, size)).toEqual(crop);
    expect(grow(crop, -5000, size).width).toBe(50);
    expect(point(-3, 1000.4)).toEqual({ x: 0, y: 1000 });
  });
});
