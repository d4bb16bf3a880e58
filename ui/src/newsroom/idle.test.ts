import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Idle } from './idle';

const AFTER = 300_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function started() {
  const ended = vi.fn();
  return { idle: new Idle(ended, AFTER), ended };
}

test('who writes on has not ended; a rest is told once', () => {
  const { idle, ended } = started();
  for (let second = 0; second < 900; second += 1) {
    idle.stir();
    vi.advanceTimersByTime(1000);
  }
  expect(ended).not.toHaveBeenCalled();
  vi.advanceTimersByTime(AFTER - 1001);
  expect(ended).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1001);
  expect(ended).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10 * AFTER);
  expect(ended).toHaveBeenCalledTimes(1);
  idle.stir();
  vi.advanceTimersByTime(AFTER);
  expect(ended).toHaveBeenCalledTimes(2);
});

test('who has never written, or has left, has no rest to be told of', () => {
  const { idle, ended } = started();
  vi.advanceTimersByTime(AFTER);
  idle.stir();
  idle.stop();
  vi.advanceTimersByTime(2 * AFTER);
  expect(ended).not.toHaveBeenCalled();
});
