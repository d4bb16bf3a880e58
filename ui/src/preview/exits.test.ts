import { describe, expect, it } from 'vitest';
import { fileName, suffixesOf } from './exits';

describe('what leaves of a preview', () => {
  it('comes in the shapes of its layout', () => {
    expect(suffixesOf({ kind: 'newsletter' })).toEqual(['html', 'png', 'pdf']);
    expect(suffixesOf({ kind: 'print' })).not.toContain('html');
  });

  it('is named after story and layout, and never a folder', () => {
    expect(fileName('XI-PUTIN/MOSKOW', 'web-phone')).toBe('XI-PUTIN-MOSKOW.web-phone');
    expect(fileName('', 'wire')).toBe('wire');
  });
});
