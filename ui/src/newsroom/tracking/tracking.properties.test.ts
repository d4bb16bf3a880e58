import { closeHistory, history, redo, undo } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { Transform } from 'prosemirror-transform';
import { describe, expect, it } from 'vitest';
import { schema } from '../../body/schema';
import { writtenOf } from './fields';
import { following, withTracking } from './plugin';
import { type Resolvable, resolve } from './resolving';
import { pick, type Random, randomDoc, randomEditOfStory, seeded } from './scripts';
import { readTracking, writeTracking } from './stored';
import { bare, Tracking, trackingOf } from './tracking';
import { unitsOf, type Way } from './units';

const SCRIPTS = 50;
const EDITS = 30;
const PEOPLE = ['Sari', 'Budi', 'Ratri'];

type Waiting = Resolvable & { readonly authors: readonly string[] };

/** An editor that suggests. What is typed is typed by one of several people. */
class Suggesting {
  state: EditorState;
  suggesting = true;
  author = 'Sari';
  #minute = 0;

  constructor(doc: Node) {
    const who = () => ({
      author: this.author,
      at: `2026-11-25T04:${String(this.#minute++ % 60).padStart(2, '0')}:00Z`,
    });
    this.state = EditorState.create({ doc, plugins: [history(), following(who, () => this.suggesting)] });
  }

  get tracking(): Tracking {
    return trackingOf(this.state.doc);
  }

  get says(): object {
    return told(this.state.doc);
  }

  /** What waits for a decision. */
  get all(): Waiting[] {
    const { base, changes, fields } = this.tracking;
    const above = fields.map(({ field, author }) => ({ field, authors: [author] }));
    return [...above, ...(base ? unitsOf(base, this.state.doc, changes) : [])];
  }

  apply(transaction: Transaction) {
    this.state = this.state.apply(transaction);
    this.state.doc.check();
  }

  edit(random: Random) {
    const transaction = randomEditOfStory(this.state, random);
    if (transaction) this.apply(closeHistory(transaction));
  }

  resolve(suggestions: Waiting[], way: Way) {
    this.apply(closeHistory(resolve(this.state, suggestions, way)));
  }

  /** Base and text outside of the changes, and both by themselves. */
  check() {
    const { base, changes, fields } = this.tracking;
    base?.check();
    for (const { field, was } of fields) expect(writtenOf(this.state.doc)?.[field]).not.toBe(was);
    const json = writeTracking(this.state.doc, this.tracking, true);
    const read = readTracking(json, this.state.doc).tracking;
    // Would it not be true, it would be read as one that compares anew.
    expect(whole(read)).toEqual(whole(this.tracking));
    expect(changes.length === 0).toBe(base === null);
  }
}

/** Fields and text without the anchors of notes, which are no part of what it says. */
function told(doc: Node): object {
  const { note } = schema.marks;
  const body = bare(new Transform(doc).removeMark(0, doc.content.size, note).doc).toJSON() as object;
  return { fields: writtenOf(doc), body };
}

function whole({ base, changes, fields }: Tracking): unknown {
  return { base: base?.toJSON() as unknown, changes: JSON.parse(JSON.stringify(changes)) as unknown, fields };
}

/** The same script in an editor that suggests, and in one that does not. */
function edited(seed: number): { original: object; suggesting: Suggesting; plain: EditorState; random: Random } {
  const doc = randomDoc(seed);
  const suggesting = new Suggesting(doc);
  let plain = EditorState.create({ doc });
  const random = seeded(seed);
  const again = seeded(seed);
  const people = seeded(seed + 1);
  for (let edit = 0; edit < EDITS; edit += 1) {
    suggesting.author = pick(people, PEOPLE);
    suggesting.edit(random);
    const transaction = randomEditOfStory(plain, again);
    if (transaction) plain = plain.apply(transaction);
  }
  return { original: told(doc), suggesting, plain, random };
}

describe('suggestions on random edit scripts', { timeout: 120_000 }, () => {
  const seeds = Array.from({ length: SCRIPTS }, (_, seed) => seed + 1);

  it('accepting all equals the edit without tracking, rejecting all equals the original', () => {
    let [fields, changes] = [0, 0];
    for (const seed of seeds) {
      const { original, suggesting, plain } = edited(seed);
      suggesting.check();
      fields += suggesting.tracking.fields.length;
      changes += suggesting.all.length;
      const before = suggesting.state;
      suggesting.resolve(suggesting.all, 'accept');
      expect(suggesting.says, `accepting, seed ${seed}`).toEqual(told(plain.doc));
      expect(suggesting.tracking).toBe(Tracking.none);
      suggesting.state = before;
      suggesting.resolve(suggesting.all, 'reject');
      expect(suggesting.says, `rejecting, seed ${seed}`).toEqual(original);
      expect(suggesting.tracking).toBe(Tracking.none);
    }
    expect(fields).toBeGreaterThan(SCRIPTS);
    expect(changes - fields).toBeGreaterThan(SCRIPTS);
  });

  it.each(['accept', 'reject'] as const)('to %s one by one, in any order, comes to the same', (way) => {
    for (const seed of seeds) {
      const { original, suggesting, plain, random } = edited(seed);
      for (let unit = pick(random, suggesting.all); unit; unit = pick(random, suggesting.all)) {
        const before = suggesting.tracking;
        suggesting.resolve([unit], way);
        suggesting.check();
        expect(suggesting.tracking, `seed ${seed}`).not.toBe(before);
      }
      expect(suggesting.says, `seed ${seed}`).toEqual(way === 'accept' ? told(plain.doc) : original);
    }
  });

  it('accepting and rejecting at random, while writing goes on, ends valid and with nothing left', () => {
    for (const seed of seeds) {
      const { suggesting, random } = edited(seed);
      for (let unit = pick(random, suggesting.all); unit; unit = pick(random, suggesting.all)) {
        suggesting.resolve([unit], pick(random, ['accept', 'reject']));
        suggesting.suggesting = random() < 0.5;
        if (random() < 0.2) suggesting.edit(random);
        suggesting.check();
      }
      expect(suggesting.tracking).toBe(Tracking.none);
    }
  });

  it('what one person suggested is resolved without that of the others', () => {
    for (const seed of seeds) {
      const { suggesting } = edited(seed);
      const theirs = suggesting.all.filter(({ authors }) => authors.length === 1 && authors[0] === 'Budi');
      const others = suggesting.all.length - theirs.length;
      suggesting.resolve(theirs, seed % 2 === 0 ? 'accept' : 'reject');
      suggesting.check();
      if (others > 0) expect(suggesting.all.flatMap(({ authors }) => authors).join()).toMatch(/Sari|Ratri/);
      for (const { authors } of suggesting.all) expect(authors).not.toEqual(['Budi']);
    }
  });

  it('undo and redo restore text and suggestions exactly', () => {
    for (const seed of seeds.slice(0, 25)) {
      const { suggesting, random } = edited(seed);
      for (let turn = 0; turn < 6 && suggesting.all.length > 0; turn += 1)
        suggesting.resolve([pick(random, suggesting.all)], pick(random, ['accept', 'reject']));
      const seen = [{ says: suggesting.says, tracking: whole(suggesting.tracking) }];
      while (undo(suggesting.state, (transaction) => suggesting.apply(transaction))) {
        suggesting.check();
        seen.push({ says: suggesting.says, tracking: whole(suggesting.tracking) });
      }
      expect(suggesting.tracking).toBe(Tracking.none);
      seen.pop();
      while (redo(suggesting.state, (transaction) => suggesting.apply(transaction)))
        expect({ says: suggesting.says, tracking: whole(suggesting.tracking) }).toEqual(seen.pop());
      expect(seen).toEqual([]);
    }
  });

  it('what is written directly, away from suggestions, goes into the base', () => {
    for (const seed of seeds) {
      const { suggesting, random } = edited(seed);
      suggesting.suggesting = false;
      for (let edit = 0; edit < 10; edit += 1) suggesting.edit(random);
      suggesting.check();
      for (const { deleted, inserted } of suggesting.tracking.changes)
        for (const { data } of [...deleted, ...inserted]) expect(data).not.toHaveProperty('direct');
      suggesting.resolve(suggesting.all, 'reject');
      expect(suggesting.tracking).toBe(Tracking.none);
    }
  });
});

describe('suggestions', () => {
  it('are none where nothing was suggested', () => {
    const suggesting = new Suggesting(randomDoc(1));
    suggesting.suggesting = false;
    for (let edit = 0; edit < EDITS; edit += 1) suggesting.edit(seeded(edit));
    expect(suggesting.tracking).toBe(Tracking.none);
    suggesting.apply(withTracking(suggesting.state.tr, Tracking.none));
    expect(writeTracking(suggesting.state.doc, suggesting.tracking, false)).toBe(null);
  });
});
