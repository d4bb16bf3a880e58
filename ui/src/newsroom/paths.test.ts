import { describe, expect, it } from 'vitest';
import { nameOf, shortFolder } from './paths';

describe('paths', () => {
  it('are named by their last part, with either slash', () => {
    expect(nameOf('/home/a/Ekspor/xi-putin.html')).toBe('xi-putin.html');
    expect(nameOf('C:\\Ekspor\\xi-putin.html')).toBe('xi-putin.html');
  });

  it('are shortened to two parts for the eye', () => {
    expect(shortFolder('/home/a/Documents/Ekspor/2025-05-09')).toBe('Ekspor/2025-05-09');
    expect(shortFolder('/mnt')).toBe('/mnt');
  });
});
