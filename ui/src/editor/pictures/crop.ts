/**
 * What is seen of a picture in each format, in thousandths of its width and height. Pure, and the same as
 * `story::body::Image::crop`: the cases in `story/tests/crops.json` are read by both.
 */
import type { Crop, CropFormat, Point } from '../../body/picture';

/** A picture's size in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What the editor has framed. */
export interface Frames {
  crops: readonly Crop[];
  focus: Point | null;
}

/** Which side of a frame stays where it is while it is made larger or smaller. */
export interface Anchor {
  x: 'left' | 'middle' | 'right';
  y: 'top' | 'middle' | 'bottom';
}

const WHOLE = 1000;
/** The least width of a frame: what is smaller is a slip of the hand. */
const LEAST = 50;
const MIDDLE: Point = { x: 500, y: 500 };

/** Width to height. */
export const SHAPES: Record<CropFormat, readonly [number, number]> = {
  '16:9': [16, 9],
  '4:3': [4, 3],
  '1:1': [1, 1],
  '3:4': [3, 4],
  '9:16': [9, 16],
  '1.91:1': [191, 100],
};

/** What is seen in a format: what was framed for it, else the most that has its shape, as close around the focus as it can be. */
export function cropOf(format: CropFormat, frames: Frames, size: Size): Crop {
  return frames.crops.find((crop) => crop.format === format) ?? around(format, frames.focus ?? MIDDLE, size);
}

/** The largest frame of a format, its middle on a point as far as the picture's edges let it. */
export function around(format: CropFormat, focus: Point, size: Size): Crop {
  const { width, height } = largest(format, size);
  const place = (at: number, long: number) => clamp(Math.floor((2 * at - long) / 2), 0, WHOLE - long);
  return { format, x: place(focus.x, width), y: place(focus.y, height), width, height };
}

/** The same frame elsewhere, within the picture. */
export function move(crop: Crop, dx: number, dy: number): Crop {
  return {
    ...crop,
    x: clamp(Math.round(crop.x + dx), 0, WHOLE - crop.width),
    y: clamp(Math.round(crop.y + dy), 0, WHOLE - crop.height),
  };
}

/** The frame with another width, in its format's shape and within the picture, one point of it staying where it is. */
export function resize(crop: Crop, wanted: number, size: Size, anchor: Anchor): Crop {
  const most = largest(crop.format, size);
  const width = clamp(Math.round(wanted), Math.min(LEAST, most.width), most.width);
  const height = width === most.width ? most.height : clamp(heightOf(crop.format, width, size), 1, most.height);
  const share = { left: 0, top: 0, middle: 0.5, right: 1, bottom: 1 };
  return move(
    { ...crop, width, height },
    (crop.width - width) * share[anchor.x],
    (crop.height - height) * share[anchor.y],
  );
}

/** The frame grown or shrunk around its middle. */
export function grow(crop: Crop, by: number, size: Size): Crop {
  return resize(crop, crop.width + by, size, { x: 'middle', y: 'middle' });
}

/** A place within the picture. */
export function point(x: number, y: number): Point {
  return { x: clamp(Math.round(x), 0, WHOLE), y: clamp(Math.round(y), 0, WHOLE) };
}

/** Width and height of the largest frame. */
function largest(format: CropFormat, size: Size): { width: number; height: number } {
  const [wide, high] = SHAPES[format];
  const [across, down] = [size.height * wide, size.width * high];
  if (across < down) return { width: clamp(ratio(across, down), 1, WHOLE), height: WHOLE };
  return { width: WHOLE, height: clamp(ratio(down, across), 1, WHOLE) };
}

function heightOf(format: CropFormat, width: number, size: Size): number {
  const [wide, high] = SHAPES[format];
  return Math.round((width * size.width * high) / (size.height * wide));
}

/** Thousandths, rounded to the nearest in whole numbers, so that both languages come to the same. */
function ratio(part: number, whole: number): number {
  return Math.floor((2 * WHOLE * part + whole) / (2 * whole));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
