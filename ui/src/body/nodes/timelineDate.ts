import type { NodeSpec } from 'prosemirror-model';

/** When it happened, in the house's words. */
export const timelineDate: NodeSpec = {
  content: 'text*',
  defining: true,
  parseDOM: [{ tag: 'p.timeline-date', context: 'timelineItem/', priority: 60 }],
  toDOM: () => ['p', { class: 'timeline-date' }, 0],
};
