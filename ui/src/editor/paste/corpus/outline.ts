import type { Node } from 'prosemirror-model';
import type { Report } from '../report';

/** Blocks as an outline that can be read and compared: a line a block, marks in the text, attributes where they say something. */
export function outline(nodes: readonly Node[], depth = 0): string {
  return nodes.map((node) => lines(node, depth)).join('');
}

function lines(node: Node, depth: number): string {
  const said = Object.entries(node.attrs).filter(
    ([name, value]) => value !== node.type.spec.attrs?.[name]?.default || name === 'level',
  );
  const attrs = said.map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join('');
  const start = `${'  '.repeat(depth)}${node.type.name}${attrs}`;
  if (node.isTextblock) return `${start}: ${text(node)}\n`;
  return `${start}\n${outline(node.children, depth + 1)}`;
}

function text(block: Node): string {
  return block.children
    .map((node) =>
      node.marks.reduce((inner, mark) => {
        if (mark.type.name === 'strong') return `**${inner}**`;
        if (mark.type.name === 'emphasis') return `_${inner}_`;
        return `[${inner}](${String(mark.attrs.href)})`;
      }, node.text ?? ''),
    )
    .join('');
}

export function reported({ counts }: Report): string {
  return [...counts].map(([kind, count]) => `${kind} ${String(count)}`).join(', ') || 'nothing';
}
