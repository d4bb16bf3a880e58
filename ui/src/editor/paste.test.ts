import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it } from 'vitest';
import { document as documentOf, readBody } from '../body/json';
import { schema } from '../body/schema';
import { datelineBlock, drawing } from './decorations';
import { pasting } from './paste';

type Json = Record<string, unknown>;
const p = (text?: string) => ({ type: 'paragraph', ...(text ? { content: [{ type: 'text', text }] } : {}) });
const MEDIA = `${'ab'.repeat(32)}.png`;

// jsdom has no clipboard events; ProseMirror makes one when it is told to paste.
globalThis.ClipboardEvent ??= class extends Event {} as unknown as typeof ClipboardEvent;

function desk(...content: Json[]) {
  const offered: { text: string; insert: () => void }[] = [];
  const clipboard = pasting((text, insert) => offered.push({ text, insert }));
  const body = readBody(JSON.stringify({ type: 'doc', content }));
  const view = new EditorView(null, {
    state: EditorState.create({ doc: documentOf(body, null), plugins: [clipboard.plugin] }),
  });
  const paste = (flavours: Record<string, string>) => {
    const event = new Event('paste', { cancelable: true }) as ClipboardEvent;
    Object.defineProperty(event, 'clipboardData', {
      value: { getData: (type: string) => flavours[type] ?? '', types: Object.keys(flavours), files: [] },
    });
    view.someProp('handlePaste', (handle) => handle(view, event, view.state.doc.slice(0, 0)));
  };
  return { view, offered, paste, tree: () => view.state.doc.content.toString() };
}

describe('HTML from the clipboard', () => {
  it.each([
    ['<p>a <b>b</b> <i>c</i></p>', '<paragraph("a ", strong("b"), " ", emphasis("c"))>'],
    ['<h1>Judul</h1><p>a</p><h5>Kecil</h5>', '<heading("Judul"), paragraph("a"), heading("Kecil")>'],
    ['<p><a href="javascript:alert(1)">a</a> <a href="https://a.id">b</a></p>', '<paragraph("a ", link("b"))>'],
    ['<p>a<script>alert(1)</script><style>b{}</style></p>', '<paragraph("a")>'],
    ['<p>a</p><img src="https://a.id/x.png"><p>b</p>', '<paragraph("a"), paragraph("b")>'],
    [
      '<ul><li>a</li><li>b<ol start="3"><li>c</li></ol></li></ul>',
      '<bulletList(listItem(paragraph("a")), listItem(paragraph("b"), orderedList(listItem(paragraph("c")))))>',
    ],
    ['<blockquote><p>a</p></blockquote>', '<quote(paragraph("a"))>'],
    ['<b style="font-weight:normal"><p>a</p></b>', '<paragraph("a")>'],
    ['<div>a</div><div>b</div>', '<paragraph("a"), paragraph("b")>'],
    [
      '<table><tr><td>a</td><td>b</td></tr></table>',
      '<table(tableRow(tableCell(paragraph("a")), tableCell(paragraph("b"))))>',
    ],
  ])('%s', (html, tree) => {
    const { view, tree: now } = desk(p());
    view.pasteHTML(html);
    expect(now()).toBe(tree);
    view.state.doc.check();
  });

  it('keeps all that a story has when it was copied here', () => {
    const content = [
      { type: 'relatedLink', attrs: { title: 'Baca', storyId: 'b', url: null } },
      { type: 'relatedLink', attrs: { title: 'Situs', storyId: null, url: 'https://a.id' } },
      {
        type: 'image',
        attrs: { src: MEDIA, alt: 'Xi', credit: 'ANTARA/Nama' },
        content: [{ type: 'text', text: 'Keterangan' }],
      },
      p('penutup'),
    ];
    const { view } = desk(...content);
    const { dom } = view.serializeForClipboard(view.state.doc.slice(0, view.state.doc.content.size));
    expect(dom.textContent).toContain('ANTARA/Nama');
    const other = desk(p());
    other.view.pasteHTML(dom.innerHTML);
    expect(other.view.state.doc.content.toJSON()).toEqual(view.state.doc.content.toJSON());
  });
});

describe('plain text from the clipboard', () => {
  it('is offered as a story where it may be one, and becomes paragraphs where it is none', () => {
    const { offered, paste, tree } = desk(p());
    paste({ 'text/plain': 'satu\ndua\n' });
    expect(offered.map(({ text }) => text)).toEqual(['satu\ndua\n']);
    offered[0]?.insert();
    expect(tree()).toBe('<paragraph("satu"), paragraph("dua")>');
  });

  it('stays one line in a heading or a caption', () => {
    const { view, tree } = desk({ type: 'image', attrs: { src: MEDIA, alt: '', credit: '' } }, p('a'));
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1)));
    view.pasteText('satu\n\ndua\n');
    expect(tree()).toBe('<image("satu dua"), paragraph("a")>');
  });

  it('is not asked about for a few words, nor with marks', () => {
    const { offered, paste } = desk(p());
    paste({ 'text/plain': 'hanya kata' });
    paste({ 'text/plain': 'satu\ndua', 'text/html': '<p>satu</p><p>dua</p>' });
    expect(offered).toEqual([]);
  });

  it('makes a link of words when it is an address, and never of a script', () => {
    const { view, paste, tree } = desk(p('lihat laman'));
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 7, 12)));
    paste({ 'text/plain': 'javascript:alert(1)' });
    expect(tree()).toBe('<paragraph("lihat laman")>');
    paste({ 'text/plain': 'https://a.id/x\n' });
    expect(tree()).toBe('<paragraph("lihat ", link("laman"))>');
  });
});

describe('the dateline', () => {
  const doc = (...content: Json[]) => documentOf(readBody(JSON.stringify({ type: 'doc', content })), null);
  const related = { type: 'relatedLink', attrs: { title: 'Baca', storyId: null, url: null } };

  it('stands in front of the first block that is copy', () => {
    expect(datelineBlock(doc(related, p('a')))).toEqual({ from: 1, to: 4 });
    expect(datelineBlock(doc(related))).toBeNull();
  });

  it('is drawn, and is neither text nor copied', () => {
    const view = new EditorView(null, {
      state: EditorState.create({
        doc: doc(p('Presiden')),
        plugins: [
          drawing(() => ({ dateline: 'KONTAN.CO.ID - MOSKOW. ', placeholder: 'x', onDateline: () => undefined })),
        ],
      }),
    });
    expect(view.dom.querySelector('p')?.dataset.dateline).toBe('KONTAN.CO.ID - MOSKOW.');
    expect(view.dom.textContent).toBe('Presiden');
    expect(view.serializeForClipboard(view.state.doc.slice(0, 10)).dom.innerHTML).not.toContain('KONTAN');
  });

  it('leaves the text as it is drawn when only metadata changes', () => {
    const view = new EditorView(null, { state: EditorState.create({ doc: doc(p('a'), p('b')), plugins: [] }) });
    const before = [...view.dom.children];
    view.dispatch(
      view.state.tr.setDocAttribute('head', documentOf(view.state.doc.content, { headline: 'Xi' }).attrs.head),
    );
    expect([...view.dom.children]).toEqual(before);
    expect([...view.dom.children].every((child, index) => child === before[index])).toBe(true);
    view.dispatch(view.state.tr.insert(0, schema.nodes.paragraph.create(null, schema.text('c'))));
    expect(view.dom.children[1]).toBe(before[0]);
  });
});
