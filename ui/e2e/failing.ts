// What stands in the windows when a test fails, as pictures in target/screenshots: on a machine that nobody sits at, it is
// all that says why.
import { afterEach } from 'vitest';
import { Desk } from './desk';

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = task.name.replace(/\W+/g, '-').slice(0, 60);
  let number = 0;
  for (const desk of Desk.opened) {
    number += 1;
    // A window that is gone has nothing to show.
    await desk.screenshot(`failed-${name}-${String(number)}`).catch(() => undefined);
  }
});
