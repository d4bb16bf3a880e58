/**
 * Letters and deletions are taken before the web view writes them, and become transactions at once. WebKit keeps an undo
 * step of its own for each that it writes, in the page's process and in the app's, as long as the window lives; nobody ever
 * undoes those. Compositions of input methods, corrections and breaks stay the web view's, and ProseMirror reads them.
 *
 * WebKitGTK tells a screen reader only of what it writes itself: while `listened` says that there is one, it writes.
 */
import { Plugin, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

interface Span {
  from: number;
  to: number;
}

export function plainTyping(listened: () => boolean = () => false): Plugin {
  return new Plugin({
    props: { handleDOMEvents: { beforeinput: (view, event) => !listened() && beforeinput(view, event) } },
  });
}

function beforeinput(view: EditorView, event: InputEvent): boolean {
  if (!view.editable || view.composing || event.isComposing || !event.cancelable) return false;
  const span = spanOf(view, event);
  if (!span) return false;
  if (event.inputType === 'insertText' && event.data) write(view, span, event.data);
  else if (event.inputType.startsWith('delete') && span.from < span.to) remove(view, span);
  else return false;
  event.preventDefault();
  return true;
}

/** What the event is about; null where that is not within one line of text, which takes more than letters. */
function spanOf(view: EditorView, event: InputEvent): Span | null {
  const [range] = event.getTargetRanges();
  if (!range) return null;
  const from = view.posAtDOM(range.startContainer, range.startOffset);
  const to = range.collapsed ? from : view.posAtDOM(range.endContainer, range.endOffset);
  const $from = view.state.doc.resolve(from);
  return $from.parent.isTextblock && from <= to && to <= $from.end() ? { from, to } : null;
}

function write(view: EditorView, { from, to }: Span, text: string): void {
  const plain = (): Transaction => view.state.tr.insertText(text, from, to).scrollIntoView();
  if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, text, plain))) view.dispatch(plain());
}

/** What is written in the place of deleted words looks as they did. */
function remove(view: EditorView, { from, to }: Span): void {
  const { doc, tr } = view.state;
  const marks = doc.resolve(from).marksAcross(doc.resolve(to));
  tr.delete(from, to);
  if (marks) tr.ensureMarks(marks);
  view.dispatch(tr.scrollIntoView());
}
