import type { Fragment } from 'prosemirror-model';

/** A body as lines to be compared: one a text block, and one a related link, a card or a picture. */
export function linesOf(content: Fragment): string[] {
  const lines: string[] = [];
  content.descendants((node) => {
    const marker = { image: '▣ ', relatedLink: '→ ', embed: '→ ' }[node.type.name] ?? '';
    if (node.isTextblock || node.isLeaf)
      lines.push(marker + (node.isLeaf ? node.attrs.title || node.attrs.url : node.textContent));
    return !node.isTextblock;
  });
  return lines;
}
