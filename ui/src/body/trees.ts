import type { Node } from 'prosemirror-model';
import { writeBody } from './json';
import { FURNITURE } from './nodes/furniture';
import type { Crop } from './picture';
import { schema } from './schema';

const MEDIA = `${'0123456789abcdef'.repeat(4)}.jpg`;
const WORDS = [
  'Moskow',
  'rupiah',
  '“sahabat baja”',
  'a < b & c',
  'na\u00a0ïve',
  '東京',
  '👩‍💻',
  '"kutip"',
  'é',
  '—',
  '5 > 3',
];
const MARKS = [
  [],
  [],
  [schema.mark('strong')],
  [schema.mark('emphasis')],
  [schema.mark('strong'), schema.mark('emphasis')],
  [schema.mark('link', { href: 'https://example.com/?a=1&b="2"' })],
  [schema.mark('note', { id: 'n1' })],
  [schema.mark('strong'), schema.mark('note', { id: 'n1' }), schema.mark('note', { id: 'n2' })],
  [schema.mark('link', { href: 'mailto:meja@example.com' }), schema.mark('strong')],
];

const CROPS: Crop[] = [
  { format: '16:9', x: 0, y: 125, width: 1000, height: 750 },
  { format: '1.91:1', x: 999, y: 0, width: 1, height: 1000 },
];

/**
 * Random bodies out of the schema, the same ones for the same seed: what the tests of both languages agree on. The
 * generator asks each node's content expression what may come next, so a new node is covered without being named here.
 */
export function randomBody(seed: number): string {
  const random = mulberry(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

  const line = (): Node[] =>
    Array.from({ length: Math.floor(random() * 4) }, () => schema.text(`${pick(WORDS)} `, pick(MARKS)));

  const cell = () => {
    const colspan = pick([1, 1, 1, 2]);
    const widths = Array.from({ length: colspan }, () => pick([0, 80, 213]));
    return { colspan, rowspan: pick([1, 1, 1, 2]), colwidth: pick([null, null, widths]) };
  };

  const attrs: Record<string, () => Record<string, unknown>> = {
    heading: () => ({ level: pick([2, 3]) }),
    orderedList: () => ({ start: pick([1, 1, 0, 7, 0xffff_ffff]) }),
    image: () => ({
      src: MEDIA,
      alt: pick(['', 'Xi & Putin']),
      credit: pick(['', 'ANTARA FOTO/"Nama"']),
      crops: pick([[], CROPS.slice(0, 1), CROPS]),
      date: pick(['', '2025-05-08']),
      focus: pick([null, { x: 0, y: 1000 }, { x: 481, y: 333 }]),
      photographer: pick(['', 'Evgenia Novozhenina']),
      place: pick(['', 'MOSKOW']),
    }),
    tableCell: cell,
    tableHeader: cell,
    embed: () => ({
      title: pick(['', 'Pidato <penuh> Xi']),
      url: pick(['https://www.youtube.com/watch?v=a&t=1', 'http://meja@Contoh.ID:8080', 'https://x.com#a?b']),
    }),
    furniture: () => ({ kind: pick(FURNITURE) }),
    relatedLink: () => ({
      title: pick(['Rupiah <menguat>', 'IHSG & minyak', '']),
      storyId: pick([null, '01931f2e-7b1c-7000-8000-000000000001']),
      url: pick([null, 'https://example.com/baca?x=1&y=2']),
    }),
  };

  const node = (name: string, depth: number): Node => {
    const type = schema.nodes[name];
    if (!type) throw new Error(`no node ${name}`);
    const given = attrs[name]?.() ?? null;
    if (type.isLeaf) return type.create(given);
    if (type.inlineContent) return type.create(given, line());
    const children: Node[] = [];
    const wanted = 1 + Math.floor(random() * (depth === 0 ? 6 : 3));
    let match = type.contentMatch;
    for (let guard = 0; guard < 20 && (children.length < wanted || !match.validEnd); guard += 1) {
      const next = Array.from({ length: match.edgeCount }, (_, edge) => match.edge(edge).type);
      if (next.length === 0) break;
      const flat = next.filter((child) => child.inlineContent || child.isLeaf);
      const child = node(pick(depth > 1 && flat.length > 0 ? flat : next).name, depth + 1);
      children.push(child);
      const after = match.matchType(child.type);
      if (!after) break;
      match = after;
    }
    return type.createChecked(given, children);
  };

  return writeBody(node('doc', 0));
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
