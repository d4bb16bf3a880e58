/** Finished copy that comes in by the clipboard: what the newsroom reads in it, and what of that goes into a story. */
import { readBody } from '../body/json';
import { call } from '../ipc/call';
import type { CopyReading, Fields } from '../ipc/bindings';
import type { Session } from './session.svelte';

export type { CopyReading } from '../ipc/bindings';

export function readCopy(text: string): Promise<CopyReading> {
  return call.readCopy(text, null);
}

/** Whether more than plain paragraphs was read: then someone is asked what to do with it. */
export function hasStructure(reading: CopyReading): boolean {
  return reading.recognised.length > 0 || reading.relatedLinks.length > 0;
}

/** Characters from which a single line may be copy with a dateline in front. */
const LONG_LINE = 200;

/** Whether a text is long enough to be copy: pastes of a few words are never looked at. */
export function mayBeCopy(text: string): boolean {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  return lines.length >= 2 || (lines[0]?.length ?? 0) >= LONG_LINE;
}

/** Makes the copy the story: text and metadata in one step, which one undo takes back. */
export function useAsStory(session: Session, reading: CopyReading): void {
  session.replace(readBody(reading.body), recognised(session.fields, reading));
}

/** The metadata of a story with what was read in its copy. What the copy does not say stays as it was. */
export function recognised(own: Fields, { house, fields }: CopyReading): Fields {
  const said = Object.entries(fields).filter(([, value]) =>
    typeof value === 'string' || Array.isArray(value) ? value.length > 0 : false,
  );
  const { dateline } = fields;
  const dated = dateline.outlet !== '' || dateline.place !== '' || dateline.date !== null;
  return {
    ...own,
    ...(Object.fromEntries(said) as Partial<Fields>),
    dateline: dated ? dateline : own.dateline,
    urgency: fields.urgency ?? own.urgency,
    embargo: fields.embargo ?? own.embargo,
    // The forms are indices into a house's patterns: they go with the house or not at all.
    house: house ?? own.house,
    forms: house === null ? own.forms : fields.forms,
  };
}
