/** Whether somebody listens to the window. Asked for when the window gets the keys: a screen reader may come on any time. */
import { call } from '../ipc/call';

let on = false;

export function isScreenReaderOn(): boolean {
  return on;
}

/** Returns what ends it. */
export function attendScreenReader(): () => void {
  const ask = () =>
    void call.screenReader().then(
      (answer) => (on = answer),
      () => undefined,
    );
  ask();
  addEventListener('focus', ask);
  return () => removeEventListener('focus', ask);
}
