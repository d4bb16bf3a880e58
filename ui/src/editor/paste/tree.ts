/** Small changes of a detached page. */

/** Takes an element away and leaves what is in it. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** The same content under another name, without attributes. */
export function renamed(element: Element, name: string): HTMLElement {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** Takes away all that a selector finds; how many stood on their own, not inside one another. */
export function removeAll(root: ParentNode, selector: string): number {
  let count = 0;
  for (const element of root.querySelectorAll(selector)) {
    if (!element.isConnected) continue;
    element.remove();
    count += 1;
  }
  return count;
}

export function textsIn(root: Node): Text[] {
  return nodesIn(root, NodeFilter.SHOW_TEXT) as Text[];
}

export function nodesIn(root: Node, show: number): Node[] {
  const found: Node[] = [];
  const walk = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, show);
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
}

/** Whether an element says nothing: no letter, no picture. */
export function isBlank(element: Element): boolean {
  return element.textContent.trim() === '' && element.querySelector('img') === null;
}
