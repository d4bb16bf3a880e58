import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { document as documentOf, readBody, UnreadableBody, writeBody } from './json';
import { relatedPlaces } from './related';
import { schemaTable } from './schema';
import { bodyHtml } from './serializer';
import { randomBody } from './trees';

/** Files that Rust's tests of the body (story/tests/schema.rs) read too: what one side changes, the other must see. */
const SHARED = join(import.meta.dirname, '../../../src-tauri/crates/story/tests');
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);
const tree = (seed: number, suffix: string) => join(SHARED, 'trees', `${String(seed).padStart(2, '0')}.${suffix}`);

/** Compares with a shared file; writes it where UPDATE_TREES is set. */
function agreed(path: string, text: string): string {
  if (process.env.UPDATE_TREES !== undefined) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  return existsSync(path) ? readFileSync(path, 'utf8') : `${path} is missing; UPDATE_TREES=1 writes it`;
}

const open = (json: string) => documentOf(readBody(json), null);

describe('the schema of the body', () => {
  it('is the one that Rust has', () => {
    expect(schemaTable()).toBe(readFileSync(join(SHARED, 'body-schema.txt'), 'utf8'));
  });

  it.each(SEEDS)('makes random body %i, which Rust reads and writes unchanged', (seed) => {
    const body = randomBody(seed);
    expect(`${body}\n`).toBe(agreed(tree(seed, 'json'), `${body}\n`));
    expect(writeBody(open(body))).toBe(body);
  });

  it.each(SEEDS)('gives random body %i the HTML that Rust gives it', (seed) => {
    const frame = globalThis.document.createElement('div');
    frame.innerHTML = readFileSync(tree(seed, 'html'), 'utf8').trimEnd();
    const own = globalThis.document.createElement('div');
    own.append(bodyHtml(open(randomBody(seed))));
    expect(own.innerHTML).toBe(frame.innerHTML);
  });

  it('covers every node and mark with the random bodies', () => {
    const all = SEEDS.map(randomBody).join('');
    const names = schemaTable().match(/^(?:mark )?\w+/gm) ?? [];
    for (const name of names) expect(all).toContain(`"type":"${name.replace('mark ', '')}"`);
  });
});

describe('a body that cannot be read', () => {
  const doc = (...content: object[]) => JSON.stringify({ type: 'doc', content });
  const paragraph = { type: 'paragraph' };
  it.each([
    ['text that is not JSON', '{'],
    ['an empty document', doc()],
    ['a node of a newer Redaksi', doc({ type: 'hologram' })],
    ['an attribute of a newer Redaksi', doc({ type: 'heading', attrs: { level: 2, anchor: 'x' } })],
    [
      'a mark of a newer Redaksi',
      doc({ type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'underline' }] }] }),
    ],
    ['a heading where none may stand', doc({ type: 'quote', content: [{ type: 'heading', attrs: { level: 2 } }] })],
    ['a heading of level 4', doc({ type: 'heading', attrs: { level: 4 } })],
    ['an empty list', doc({ type: 'bulletList' })],
    [
      'a script address',
      doc({
        type: 'paragraph',
        content: [{ type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href: 'javascript:x' } }] }],
      }),
    ],
    ['metadata in the body', JSON.stringify({ type: 'doc', attrs: { head: {} }, content: [paragraph] })],
  ])('is refused whole: %s', (_, json) => {
    expect(() => readBody(json)).toThrow(UnreadableBody);
  });
});

describe('related links', () => {
  it('know after how many paragraphs with text they stand', () => {
    const paragraph = (text?: string) => ({
      type: 'paragraph',
      ...(text ? { content: [{ type: 'text', text }] } : {}),
    });
    const related = (title: string) => ({ type: 'relatedLink', attrs: { title, storyId: null, url: null } });
    const body = JSON.stringify({
      type: 'doc',
      content: [
        related('a'),
        paragraph('satu'),
        paragraph(),
        related('b'),
        { type: 'quote', content: [paragraph('dua')] },
        related('c'),
      ],
    });
    expect(relatedPlaces(open(body)).map(({ title, after }) => [title, after])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
  });
});
