import { Refused } from '../ipc/call';
import type { Failure, Finding, Remedy } from '../ipc/bindings';
import { dateAndTime } from '../messages/formats';
import { t } from '../messages/messages.svelte';

/** Whatever a command threw, as a failure that can be shown. What is no failure of the newsroom's is a fault of ours. */
export function toFailure(thrown: unknown, thing: string): Failure {
  if (thrown instanceof Refused) return thrown.failure;
  return { code: 'newsroomFailed', thing, detail: String(thrown), remedy: 'retry' };
}

/** The cause and the next step, in the window's language. A code without words does not compile. */
export function explain(failure: Failure): string {
  return t(`failure.${failure.code}`, { thing: failure.thing });
}

/** What the button beside a failure is called. */
export function remedyWords(remedy: Remedy): string {
  return t(`remedy.${remedy}`);
}

/** What an import or a check found, in the window's language. */
export function findingWords(finding: Finding): string {
  const detail = finding.code === 'embargoed' ? dateAndTime(finding.detail) : finding.detail;
  return t(`finding.${finding.code}`, { detail });
}
