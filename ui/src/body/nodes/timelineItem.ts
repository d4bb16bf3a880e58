import type { NodeSpec } from 'prosemirror-model';

/** One event of a timeline: when, then paragraphs and lists. */
export const timelineItem: NodeSpec = {
  group: 'block',
  content: 'timelineDate (paragraph | bulletList | orderedList)+',
  defining: true,
  isolating: true,
  parseDOM: [{ tag: 'section.timeline-item' }],
  toDOM: () => ['section', { class: 'timeline-item' }, 0],
};
