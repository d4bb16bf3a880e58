import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RelatedPlace } from '../body/related';
import type { StoryEdit, Suggestion } from '../ipc/bindings';
import { speech } from '../messages/messages.svelte';
import { Suggesting, why } from './suggesting.svelte';

/** The open story, as far as suggestions look at it. */
class Story {
  related: RelatedPlace[] = $state.raw([]);
  text = 'satu';

  constructor(readonly id: string) {}

  edit(): StoryEdit {
    return { id: this.id, base: 1, fields: {} as StoryEdit['fields'], body: this.text, tracking: null };
  }

  link(storyId: string) {
    this.related = [...this.related, { title: storyId, storyId, url: null, after: 1, position: 0 }];
  }
}

const suggestion = (id: string): Suggestion => ({ row: { id } as Suggestion['row'], score: 10, reasons: [] });

/** A newsroom that answers when it is told to. */
class Newsroom {
  asked: string[] = [];
  #answers: ((ids: string[] | null) => void)[] = [];

  readonly ask = (edit: StoryEdit) => {
    this.asked.push(edit.body);
    return new Promise<Suggestion[]>((resolve, reject) =>
      this.#answers.push((ids) => (ids ? resolve(ids.map(suggestion)) : reject(new Error('gone')))),
    );
  };

  /** Answers the question of this number; null is a failure. */
  async answer(number: number, ids: string[] | null) {
    this.#answers[number]?.(ids);
    await vi.advanceTimersByTimeAsync(0);
  }
}

let stories = 0;
let story: Story;
let newsroom: Newsroom;
let suggesting: Suggesting;
const shown = () => suggesting.rows?.map(({ row }) => row.id) ?? null;

beforeEach(() => {
  vi.useFakeTimers();
  story = new Story(`story-${stories++}`);
  newsroom = new Newsroom();
  suggesting = new Suggesting(story, newsroom.ask);
});

afterEach(() => {
  suggesting.stop();
  vi.useRealTimers();
});

async function found(ids: string[]) {
  suggesting.refresh(0);
  await vi.advanceTimersByTimeAsync(0);
  await newsroom.answer(newsroom.asked.length - 1, ids);
}

describe('suggestions', () => {
  it('are asked for once when saves come to rest, with the text as it then is', async () => {
    expect(shown()).toBeNull();
    for (const text of ['satu', 'dua', 'tiga']) {
      story.text = text;
      suggesting.refresh();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(newsroom.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(newsroom.asked).toEqual(['tiga']);
    await newsroom.answer(0, ['a', 'b']);
    expect(shown()).toEqual(['a', 'b']);
  });

  it('drop an answer that a later question has overtaken', async () => {
    suggesting.refresh(0);
    await vi.advanceTimersByTimeAsync(0);
    suggesting.refresh(0);
    await vi.advanceTimersByTimeAsync(0);
    await newsroom.answer(1, ['new']);
    await newsroom.answer(0, ['old']);
    expect(shown()).toEqual(['new']);
  });

  it('are the best five, and one that is linked makes room for the next', async () => {
    await found(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(shown()).toEqual(['a', 'b', 'c', 'd', 'e']);
    story.link('b');
    expect(shown()).toEqual(['a', 'c', 'd', 'e', 'f']);
  });

  it('stay where they are while someone is among them', async () => {
    await found(['a', 'b']);
    suggesting.hold();
    story.link('a');
    await found(['c', 'a']);
    expect(shown()).toEqual(['a', 'b']);
    expect(suggesting.isLinked('a')).toBe(true);
    suggesting.release();
    expect(shown()).toEqual(['c']);
  });

  it('go away for this story when they are hidden, and come back when that is wanted', async () => {
    await found(['a', 'b']);
    suggesting.hold();
    suggesting.hide('a');
    expect(shown()).toEqual(['b']);
    expect(suggesting.hidden).toBe(1);
    suggesting.stop();
    suggesting = new Suggesting(story, newsroom.ask);
    await found(['a', 'b']);
    expect(shown()).toEqual(['b']);
    const other = new Suggesting(new Story('another'), () => Promise.resolve([suggestion('a')]));
    other.refresh(0);
    await vi.advanceTimersByTimeAsync(0);
    expect(other.rows).toHaveLength(1);
    suggesting.showHidden();
    expect(shown()).toEqual(['a', 'b']);
  });

  it('keep what they have when the newsroom cannot be asked, and say so', async () => {
    await found(['a']);
    suggesting.refresh(0);
    await vi.advanceTimersByTimeAsync(0);
    await newsroom.answer(1, null);
    expect([suggesting.failed, shown()]).toEqual([true, ['a']]);
    await found(['b']);
    expect([suggesting.failed, shown()]).toEqual([false, ['b']]);
  });

  it('say why in one line', () => {
    speech.language = 'en';
    const reasons = [
      { type: 'tag', name: 'Rusia' },
      { type: 'name', name: 'Vladimir Putin' },
      { type: 'words', words: ['sahabat baja', 'gas'] },
      { type: 'sameTarget', title: 'Pipa' },
      { type: 'linksHere' },
    ] as const;
    expect(why(reasons.map((reason) => ({ ...reason }) as Suggestion['reasons'][number]))).toBe(
      'tag Rusia · Vladimir Putin · “sahabat baja”, “gas” · also links to “Pipa” · links to this story',
    );
  });
});
