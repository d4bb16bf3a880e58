import { describe, expect, it } from 'vitest';
import { EMPTY_FIELDS as empty } from '../newsroom/sampleSession';
import { headlineLength, placeOf, readiness } from './readiness';

describe('readiness', () => {
  it('says of an empty story only what is missing', () => {
    const findings = [{ code: 'headlineMissing', blocks: true, detail: '' } as const];
    expect(readiness(empty, findings, 70)).toEqual({ headline: null, filled: [], findings });
  });

  it('names the fields that are filled in, and no field that the newsroom misses', () => {
    const fields = { ...empty, headline: 'Sahabat baja', source: 'Reuters', editor: 'Rafie', desk: ' ' };
    const said = readiness(fields, [{ code: 'editorMissing', blocks: true, detail: '' }], 70);
    expect(said.filled).toEqual(['source']);
    expect(said.headline).toEqual({ length: 12, limit: 70 });
  });

  it('does not praise a headline that is too long', () => {
    const fields = { ...empty, headline: 'x'.repeat(71) };
    expect(readiness(fields, [{ code: 'headlineLong', blocks: false, detail: '71/70' }], 70).headline).toBeNull();
  });

  it('counts a headline as a reader does', () => {
    expect(headlineLength('  Café e\u0301 👩‍👩‍👧 ')).toBe(8);
  });

  it('sends a finding to where it is mended', () => {
    const marker = (detail: string) => ({ code: 'marker', blocks: false, detail }) as const;
    const findings = [
      { code: 'datelineMissing', blocks: true, detail: '' } as const,
      marker('TK'),
      { code: 'headlineLong', blocks: false, detail: '71/70' } as const,
      marker('TK'),
    ];
    const places = findings.map((finding) => placeOf(finding, findings));
    expect(places).toEqual(['place', { marker: 0 }, 'headline', { marker: 1 }]);
  });
});
