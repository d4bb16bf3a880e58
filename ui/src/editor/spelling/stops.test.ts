import { describe, expect, it } from 'vitest';
import { paragraph, picture, sampleSession } from '../../newsroom/sampleSession';
import type { Session } from '../../newsroom/session.svelte';
import type { Misspelt } from '../../newsroom/spelling.svelte';
import { type BodySpot, nextStop, type Stop, stopsOf } from './stops';
import { inText, underline, underlines } from './underlines';

/** What is misspelt in the only line, or the only attribute, of a block. */
function misspelt(path: number[], name: string | null, at: number, word: string): Misspelt {
  const place = name === null ? { type: 'line' as const, path } : { type: 'attribute' as const, path, name };
  const number = (path[0] ?? 0) * 2 + (name === null ? 0 : 1);
  return { place, text: number, start: at, end: at + word.length, word };
}

/** The newsroom has looked at the story as it stands. */
function checked(session: Session, found: Misspelt[]): Session {
  const { doc } = session.state;
  session.spelling.checked = { misspelt: found, more: false, doc, fields: session.fields };
  session.equip([underlines()]);
  session.apply(underline(session.state.tr, inText(doc, found)));
  return session;
}

const BLOCKS = [
  paragraph('Harga brsa'),
  picture('Karng brsa', 'Petani jrk'),
  { type: 'relatedLink', attrs: { title: 'Panen jrk dan brsa', storyId: null, url: null } },
  paragraph('Kata tni'),
];
const FOUND = [
  misspelt([0], null, 6, 'brsa'),
  misspelt([1], null, 7, 'jrk'),
  misspelt([1], 'alt', 0, 'Karng'),
  misspelt([1], 'alt', 6, 'brsa'),
  misspelt([2], 'title', 6, 'jrk'),
  misspelt([2], 'title', 14, 'brsa'),
  misspelt([3], null, 5, 'tni'),
];

const told = ({ word, spot }: Stop) => `${spot.in === 'text' ? 'text' : spot.name} ${word}`;

describe('misspelt words on the way through the page', () => {
  it('are those of the text and those of what blocks carry, in the order in which they are met', () => {
    expect(stopsOf(checked(sampleSession(BLOCKS), FOUND)).map(told)).toEqual([
      'text brsa',
      'text jrk',
      'alt Karng',
      'alt brsa',
      'title jrk',
      'title brsa',
      'text tni',
    ]);
  });

  it.each([1, -1] as const)('come one after the other by %d, and round about', (by) => {
    const session = checked(sampleSession(BLOCKS), FOUND);
    const stops = stopsOf(session);
    const inOrder = by > 0 ? stops : stops.toReversed();
    let here: BodySpot = { in: 'text', from: 1, to: 1 };
    const met: string[] = [];
    for (let step = 0; step <= stops.length; step += 1) {
      const next = nextStop(session.state, stops, here, by);
      if (!next) break;
      met.push(told(next));
      here = next.spot;
    }
    expect(met).toEqual([...inOrder, inOrder[0] as Stop].map(told));
  });

  it('follow what is written above them, and go where their block says something else', () => {
    const session = checked(sampleSession(BLOCKS), FOUND);
    session.apply(session.state.tr.insertText('Kemarin ', 1));
    const [, , alt, , title] = stopsOf(session);
    expect([alt, title].map((stop) => stop && told(stop))).toEqual(['alt Karng', 'title jrk']);
    const at = title?.spot.in === 'attribute' ? title.spot.at : -1;
    expect(session.state.doc.nodeAt(at)?.type.name).toBe('relatedLink');
    session.apply(session.state.tr.setNodeAttribute(at, 'title', 'Panen jeruk'));
    expect(stopsOf(session).map(told)).toEqual(['text brsa', 'text jrk', 'alt Karng', 'alt brsa', 'text tni']);
  });

  it('are counted once in a block that stands twice in the text', () => {
    const session = sampleSession([BLOCKS[2] as object, paragraph('')]);
    const [card] = session.state.doc.children;
    session.apply(session.state.tr.insert(session.state.doc.content.size, card ?? []));
    const twice = [misspelt([0], 'title', 6, 'jrk'), misspelt([2], 'title', 6, 'jrk')];
    expect(stopsOf(checked(session, twice)).map(told)).toEqual(['title jrk', 'title jrk']);
  });

  it('are none where nothing is misspelt', () => {
    const session = checked(sampleSession(BLOCKS), []);
    expect(nextStop(session.state, stopsOf(session), { in: 'text', from: 1, to: 1 }, 1)).toBeNull();
  });
});
