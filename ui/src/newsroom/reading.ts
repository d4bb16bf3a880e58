import { Fragment, type Node } from 'prosemirror-model';
import { document, readBody, UnreadableBody } from '../body/json';
import { schema } from '../body/schema';
import type { OpenStory } from '../ipc/bindings';
import { tracked } from './tracking/plugin';
import { type Opened, readTracking } from './tracking/stored';
import { Tracking } from './tracking/tracking';

/** A story as its session holds it. */
export interface Read {
  doc: Node;
  suggested: Opened;
}

/** Throws `UnreadableBody`, also where it is the text before the suggestions that cannot be read. */
export function readStory({ body, fields, tracking }: Pick<OpenStory, 'body' | 'fields' | 'tracking'>): Read {
  const doc = document(readBody(body), fields);
  const suggested = readTracking(tracking, doc);
  return { doc: tracked(doc, suggested.tracking), suggested };
}

/** The same; a body that cannot be read becomes an empty text with what is wrong with it. */
export function readOrEmpty(story: OpenStory): Read & { fault: string | null } {
  try {
    return { ...readStory(story), fault: null };
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error;
    const content = Fragment.from(schema.nodes.paragraph.create());
    const suggested = { suggesting: false, tracking: Tracking.none };
    return { doc: tracked(document(content, story.fields), Tracking.none), suggested, fault: error.message };
  }
}
