import { undo } from 'prosemirror-history';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../newsroom/session.svelte';
import { paragraph, picture, sampleSession } from '../../newsroom/sampleSession';
import type { Misspelt } from '../../newsroom/spelling.svelte';
import { Correcting } from './correcting.svelte';

const ALT = { type: 'attribute' as const, path: [1], name: 'alt' };
const LINE = { type: 'line' as const, path: [0] };

/** A story with a picture whose words for those who cannot see it say something. */
function story(line: string, alt: string): Session {
  return sampleSession([paragraph(line), picture(alt, 'Keterangan')], { headline: 'Harga brsa naik' });
}

function misspelt(place: Misspelt['place'], text: string, word: string): Misspelt {
  const start = text.indexOf(word);
  return { place, text: 0, start, end: start + word.length, word };
}

/** What was found in the story as it stands; `again` is what the next check finds. */
function correcting(session: Session, found: Misspelt[], again: Misspelt[] = found) {
  const told = (words: Misspelt[]) => {
    session.spelling.checked = { misspelt: words, more: false, doc: session.state.doc, fields: session.fields };
  };
  told(found);
  vi.spyOn(session.spelling, 'check').mockImplementation(() => Promise.resolve(told(again)));
  return new Correcting(session, { select: () => undefined, rect: () => new DOMRect(), attribute: () => null });
}

const altOf = ({ state }: Session) => state.doc.child(1).attrs.alt as string;

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

describe('a misspelt word that is corrected', () => {
  it('in the text gives way to the other, as one step of undo', async () => {
    const session = story('Harga brsa naik', '');
    const menu = correcting(session, [misspelt(LINE, 'Harga brsa naik', 'brsa')]);
    await menu.find(0);
    menu.put('beras');
    expect(session.state.doc.firstChild?.textContent).toBe('Harga beras naik');
    undo(session.state, (transaction) => session.apply(transaction));
    expect(session.state.doc.firstChild?.textContent).toBe('Harga brsa naik');
  });

  it('in the words of a picture leaves the picture and its caption where they are', async () => {
    const session = story('Harga', 'Karung brsa di gudang');
    const menu = correcting(session, [misspelt(ALT, 'Karung brsa di gudang', 'brsa')]);
    await menu.find(0);
    menu.put('beras');
    const picture = session.state.doc.child(1);
    expect([picture.type.name, picture.textContent]).toEqual(['image', 'Keterangan']);
    expect(altOf(session)).toBe('Karung beras di gudang');
    session.undo();
    expect(altOf(session)).toBe('Karung brsa di gudang');
  });

  it('in the title of a related link is asked about at its letters alone', async () => {
    const session = sampleSession([
      paragraph('Harga'),
      { type: 'relatedLink', attrs: { title: 'Panen jrk naik', storyId: null, url: null } },
    ]);
    const place = { type: 'attribute' as const, path: [1], name: 'title' };
    const menu = correcting(session, [misspelt(place, 'Panen jrk naik', 'jrk')]);
    const card = { at: session.state.doc.child(0).nodeSize, name: 'title' };
    expect(menu.correctIn(card, 2)).toBe(false);
    expect(menu.correctIn(card, 6)).toBe(true);
    await vi.waitFor(() => expect(menu.asked?.words).toBe('jrk'));
    menu.put('jeruk');
    expect(session.state.doc.child(1).attrs).toEqual({ title: 'Panen jeruk naik', storyId: null, url: null });
    session.undo();
    expect(session.state.doc.child(1).attrs.title).toBe('Panen jrk naik');
  });

  it('in a field above the text changes that field', async () => {
    const session = story('Harga', '');
    const field = { type: 'field' as const, name: 'headline', index: 0 };
    const menu = correcting(session, [misspelt(field, 'Harga brsa naik', 'brsa')]);
    await menu.find(0);
    menu.put('beras');
    expect(session.fields.headline).toBe('Harga beras naik');
  });

  it('is looked for again where the text has gone on since it was found', async () => {
    const session = story('Harga brsa naik', '');
    const before = misspelt(LINE, 'Harga brsa naik', 'brsa');
    const menu = correcting(session, [before], [misspelt(LINE, 'Kata Harga brsa naik', 'brsa')]);
    session.apply(session.state.tr.insertText('Kata ', 1));
    await menu.find(0);
    menu.put('beras');
    expect(session.state.doc.firstChild?.textContent).toBe('Kata Harga beras naik');
  });

  it('is not asked about where it no longer stands', async () => {
    const session = story('Harga brsa naik', '');
    const found = misspelt(LINE, 'Harga brsa naik', 'brsa');
    const menu = correcting(session, [found], []);
    session.apply(session.state.tr.insertText('beras', 7, 11));
    await menu.find(0);
    expect(menu.asked).toBeNull();
  });

  it('stays what it is where other letters came in its place while the menu was open', async () => {
    const session = story('Harga brsa naik', 'Krung beras');
    const menu = correcting(session, [
      misspelt(LINE, 'Harga brsa naik', 'brsa'),
      misspelt(ALT, 'Krung beras', 'Krung'),
    ]);
    await menu.find(0);
    session.apply(session.state.tr.insertText('Kata ', 1));
    menu.put('beras');
    expect(session.state.doc.firstChild?.textContent).toBe('Kata Harga brsa naik');
    await menu.find(1);
    expect(menu.asked?.words).toBe('Krung');
    session.apply(session.state.tr.delete(0, session.state.doc.child(0).nodeSize));
    menu.put('Karung');
    expect([session.state.doc.childCount, session.state.doc.firstChild?.attrs.alt]).toEqual([1, 'Krung beras']);
  });
});
