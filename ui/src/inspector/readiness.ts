/**
 * "Ready to export?": what is in order and what is not, as lines. The newsroom's findings decide; what is in order is
 * said only of fields that have something in them.
 */
import type { Fields, Finding, FindingCode } from '../ipc/bindings';

export type Checked = 'source' | 'byline' | 'editor' | 'dateline' | 'desk';

export interface Readiness {
  /** Length and limit of a headline that is there and not too long. */
  readonly headline: { length: number; limit: number } | null;
  /** Fields that are filled in. */
  readonly filled: readonly Checked[];
  readonly findings: readonly Finding[];
}

const ABOUT: Partial<Record<FindingCode, readonly Checked[]>> = {
  sourceMissing: ['source', 'byline'],
  editorMissing: ['editor'],
  datelineMissing: ['dateline'],
  deskMissing: ['desk'],
};

export function readiness(fields: Fields, findings: readonly Finding[], limit: number | null): Readiness {
  const missing = new Set(findings.flatMap(({ code }) => ABOUT[code] ?? []));
  const filled: Checked[] = [];
  const say = (field: Checked, value: string): void => {
    if (value.trim() !== '' && !missing.has(field)) filled.push(field);
  };
  say('source', fields.source);
  say('byline', fields.bylines.join(''));
  say('editor', fields.editor);
  say('dateline', fields.dateline.place);
  say('desk', fields.desk);
  const wrong = findings.some(({ code }) => code === 'headlineMissing' || code === 'headlineLong');
  const length = headlineLength(fields.headline);
  return { headline: limit === null || wrong || length === 0 ? null : { length, limit }, filled, findings };
}

/** Characters as a reader counts them. */
export function headlineLength(headline: string): number {
  return [...new Intl.Segmenter('id').segment(headline.trim())].length;
}

/** Where a finding is mended: a field of the inspector, or the text. */
export type Place =
  | 'headline'
  | 'text'
  | 'source'
  | 'editor'
  | 'place'
  | 'desk'
  | 'embargo'
  | 'related'
  | 'notes'
  /** Which of the places where something is still to come. */
  | { marker: number };

const PLACES: Record<FindingCode, Place> = {
  headlineMissing: 'headline',
  headlineLong: 'headline',
  bodyEmpty: 'text',
  sourceMissing: 'source',
  editorMissing: 'editor',
  datelineMissing: 'place',
  deskMissing: 'desk',
  embargoed: 'embargo',
  relatedUnresolved: 'related',
  marker: 'text',
  suggestionsPending: 'notes',
  notesOpen: 'notes',
  noHouse: 'text',
  leftAsText: 'text',
  relatedNormalised: 'text',
  decoded: 'text',
  controlCharacters: 'text',
  handOverTaken: 'text',
  handOverMerged: 'text',
  handOverBeside: 'text',
  handOverKnown: 'text',
  pictureMissing: 'text',
};

/** `findings` are all of them, in their order. */
export function placeOf(finding: Finding, findings: readonly Finding[]): Place {
  if (finding.code === 'marker') return { marker: findings.filter(({ code }) => code === 'marker').indexOf(finding) };
  return PLACES[finding.code];
}
