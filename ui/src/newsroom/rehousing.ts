/** A story goes to another house. */
import type { Session } from './session.svelte';
import { call } from '../ipc/call';

/** Takes the story into the house of that id: its forms, its outlet, its name of the place. One undo takes it back. */
export async function moveToHouse(session: Session, id: string): Promise<void> {
  const { house, forms, dateline, source } = await call.fieldsInHouse(session.fields, id);
  session.setFields({ house, forms, dateline, source });
}
