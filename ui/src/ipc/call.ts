import { Channel } from '@tauri-apps/api/core';
import { open as openDialog, save as saveDialog } from '@tauri-apps/plugin-dialog';
import { commands, type Failure, type Progress } from './bindings';

/** What a command answered instead of a result. Thrown, so that a caller who cannot mend it lets it pass. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.code}: ${failure.thing}: ${failure.detail}`);
    this.name = 'Refused';
  }
}

type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: Failure };
type Command<A extends unknown[], T> = (...args: A) => Promise<Answer<T>>;
type Plain<C> = C extends Command<infer A, infer T> ? (...args: A) => Promise<T> : never;
type Commands = { [K in keyof typeof commands]: Plain<(typeof commands)[K]> };

function plain<A extends unknown[], T>(command: Command<A, T>) {
  return async (...args: A): Promise<T> => {
    const answer = await command(...args);
    if (answer.status === 'ok') return answer.data;
    // Tauri itself refuses with a plain sentence: a command or an argument that it does not know. That is our fault.
    if (typeof answer.error === 'string') throw new Error(answer.error);
    throw new Refused(answer.error);
  };
}

/** Every command of the shell; a failure is thrown as `Refused`. */
export const call = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [name, plain(command as Command<unknown[], unknown>)]),
) as Commands;

/** A channel through which a long job reports how far it is. */
export function progressChannel(report: (progress: Progress) => void): Channel<Progress> {
  const channel = new Channel<Progress>();
  channel.onmessage = report;
  return channel;
}

/** The system's own folder dialog; null when it was cancelled. */
export async function chooseFolder(title: string, from?: string): Promise<string | null> {
  return openDialog({ directory: true, title, ...(from ? { defaultPath: from } : {}) });
}

export type FileKind = { name: string; extensions: string[] };

/** The system's own file dialog; empty when it was cancelled. */
export async function chooseFiles(title: string, kinds: FileKind[], multiple: boolean): Promise<string[]> {
  const chosen = await openDialog({ title, filters: kinds, multiple });
  if (chosen === null) return [];
  return Array.isArray(chosen) ? chosen : [chosen];
}

/** The system's own dialog for a file that is not there yet; null when it was cancelled. */
export async function chooseNewFile(title: string, kind: FileKind, name: string): Promise<string | null> {
  return saveDialog({ title, filters: [kind], defaultPath: name });
}
