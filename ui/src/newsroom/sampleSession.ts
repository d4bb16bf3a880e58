/** For tests: an open story of a newsroom that keeps whatever it is given. */
import type { Fields, OpenStory } from '../ipc/bindings';
import { type Desk, Session } from './session.svelte';

const AT = '2026-11-23T10:00:00.000Z';
const COUNTS = { words: 0, characters: 0, paragraphs: 0 };

/** Metadata of a story that nobody has filled in. */
export const EMPTY_FIELDS: Fields = {
  slugline: '',
  kicker: '',
  headline: '',
  deck: '',
  bylines: [],
  editor: '',
  source: '',
  dateline: { outlet: '', place: '', date: null },
  desk: '',
  language: 'id',
  tags: [],
  topics: [],
  urgency: null,
  embargo: null,
  rights: '',
  note: '',
  signOff: '',
  target: null,
  house: 'kontan',
  forms: { dateline: 0, credit: 0 },
};

const notAsked = () => Promise.reject(new Error('not asked in this test'));

/** A paragraph of a body, as JSON. */
export function paragraph(text: string): object {
  return { type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) };
}

/** A picture of a body, as JSON. */
export function picture(alt: string, caption: string): object {
  const said = { alt, credit: '', photographer: '', place: '', date: '' };
  const attrs = { src: `${'0'.repeat(64)}.jpg`, ...said, crops: [], focus: null };
  return { type: 'image', attrs, content: [{ type: 'text', text: caption }] };
}

export function sampleSession(
  blocks: readonly object[],
  fields: Partial<Fields> = {},
  tracking: string | null = null,
): Session {
  const story: OpenStory = {
    id: 'a',
    stage: 'draft',
    fields: { ...EMPTY_FIELDS, ...fields },
    body: JSON.stringify({ type: 'doc', content: blocks }),
    tracking,
    revision: 1,
    created: AT,
    modified: AT,
    counts: COUNTS,
    exports: [],
    changedSinceExport: false,
    findings: [],
    keptBeside: [],
    relatedLinks: [],
  };
  const desk: Desk = {
    saveStory: ({ base }) =>
      Promise.resolve({ type: 'kept', revision: base + 1, at: AT, counts: COUNTS, findings: [], relatedLinks: [] }),
    openStory: () => Promise.resolve(story),
    printLines: () => Promise.resolve({ dateline: '', credit: '', relatedLabel: '' }),
    takeVersion: notAsked,
    mergeStory: notAsked,
    mergeVersion: notAsked,
    saveMerged: notAsked,
    keepRescueCopy: notAsked,
    dropRescueCopy: notAsked,
    person: () => 'Sari',
    failure: (thrown) => ({ code: 'diskFull', thing: String(thrown), detail: '', remedy: null }),
  };
  return new Session(story, desk);
}
