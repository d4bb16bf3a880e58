import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Follower } from './follow';

/** Requests that are answered by hand. */
function desk() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const follower = new Follower<string>(80, (wanted) => {
    asked.push(wanted);
    return new Promise<void>((resolve) => answers.push(resolve));
  });
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { asked, follower, answer };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('following the typing', () => {
  it('gathers a burst of keys into one request for the last of them', async () => {
    const { asked, follower } = desk();
    for (const text of ['P', 'Pr', 'Pre']) follower.want(text);
    await vi.advanceTimersByTimeAsync(79);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['Pre']);
  });

  it('does not put off the request for as long as keys go on', async () => {
    const { asked, follower } = desk();
    for (let key = 0; key < 4; key += 1) {
      follower.want(String(key));
      await vi.advanceTimersByTimeAsync(30);
    }
    expect(asked).toEqual(['2']);
  });

  it('never has two requests under way, and skips what was overtaken', async () => {
    const { asked, follower, answer } = desk();
    follower.want('a', true);
    follower.want('b');
    follower.want('c', true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual(['a']);
    await answer();
    await vi.advanceTimersByTimeAsync(80);
    expect(asked).toEqual(['a', 'c']);
  });

  it('asks for nothing more once stopped', async () => {
    const { asked, follower, answer } = desk();
    follower.want('a', true);
    follower.want('b');
    follower.stop();
    await answer();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual(['a']);
  });
});
