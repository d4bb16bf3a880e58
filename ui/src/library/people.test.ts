import { expect, it } from 'vitest';
import { shortName } from './people';

it('a name keeps its last part and the initials of the others', () => {
  expect(shortName('Barratut Taqiyyah Rafie')).toBe('B. T. Rafie');
  expect(shortName('N. Laoli')).toBe('N. Laoli');
});

it('a single name stays whole', () => {
  expect(shortName('Sukarno')).toBe('Sukarno');
  expect(shortName('')).toBe('');
});

it('an initial outside the basic plane is not cut in two', () => {
  expect(shortName('𝒜lya Rahma')).toBe('𝒜. Rahma');
});
