import { history, undo } from 'prosemirror-history';
import { EditorState, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { describe, expect, it, vi } from 'vitest';
import { document as documentOf, readBody } from '../../body/json';
import { schema } from '../../body/schema';
import type { Picture } from '../../newsroom/pictures';
import { datelineBlock, drawing } from '../decorations';
import { pasting } from './plugin';
import type { Report } from './report';

type Json = Record<string, unknown>;
const p = (text?: string) => ({ type: 'paragraph', ...(text ? { content: [{ type: 'text', text }] } : {}) });
const MEDIA = `${'ab'.repeat(32)}.png`;
const OTHER = `${'cd'.repeat(32)}.png`;

// jsdom has no clipboard events; ProseMirror makes one when it is told to paste.
globalThis.ClipboardEvent ??= class extends Event {} as unknown as typeof ClipboardEvent;

/** Lets everything that waits for the clipboard go on. */
async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** A picture whose file says only who took it. */
function pictureOf(src: string): Picture {
  const told = { caption: '', alt: '', credit: '', photographer: 'Sari', place: '', date: '' };
  return { src, width: 1, height: 1, ...told };
}

/** A text with a cursor in it, and a clipboard. `on` is the system's, which only the window can ask. */
function desk(content: Json[], on: { html?: Promise<string>; rtf?: string; picture?: string; refuses?: boolean } = {}) {
  const offered: { text: string; insert: () => void }[] = [];
  const said: { report: Report; plain: (() => void) | null }[] = [];
  const added: string[] = [];
  const problems: unknown[] = [];
  const { html } = on;
  const clipboard = pasting({
    offer: (text, insert) => offered.push({ text, insert }),
    clipboardHtml: html ? () => html : null,
    clipboardRtf: () => Promise.resolve(on.rtf ?? null),
    addPicture: (_, base64) => {
      added.push(base64);
      return Promise.resolve(on.refuses ? null : pictureOf(MEDIA));
    },
    addClipboardPicture: () => Promise.resolve(on.picture === undefined ? null : pictureOf(on.picture)),
    pasted: (report, plain) => said.push({ report, plain }),
    tooLarge: () => problems.push('too large'),
    problem: (thrown) => problems.push(thrown),
  });
  const body = readBody(JSON.stringify({ type: 'doc', content }));
  const view = new EditorView(null, {
    state: EditorState.create({ doc: documentOf(body, null), plugins: [history(), clipboard.plugin] }),
  });
  const paste = async (flavours: Record<string, string>, files: File[] = []) => {
    const event = new Event('paste', { cancelable: true }) as ClipboardEvent;
    Object.defineProperty(event, 'clipboardData', {
      value: { getData: (type: string) => flavours[type] ?? '', types: Object.keys(flavours), files },
    });
    view.someProp('handleDOMEvents', ({ paste: take }) => take?.call(clipboard.plugin, view, event as never));
    await settled();
  };
  return {
    view,
    offered,
    said,
    added,
    problems,
    paste,
    html: (markup: string, text = '') => paste({ 'text/html': markup, ...(text ? { 'text/plain': text } : {}) }),
    at: (from: number, to = from) =>
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to))),
    tree: () => view.state.doc.content.toString(),
  };
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
      '<table(tableRow(tableCell(paragraph("a")), tableCell(paragraph("b")))), paragraph>',
    ],
    ['<p style="font-weight: 500">a <span style="font-weight:700">b</span></p>', '<paragraph("a ", strong("b"))>'],
    ['<b>a <span style="font-weight: 400">b</span></b>', '<paragraph(strong("a "), "b")>'],
    ['<p>a<br>b.<br>c<br><br>d</p>', '<paragraph("a b."), paragraph("c"), paragraph("d")>'],
  ])('%s', async (html, tree) => {
    const { view, html: pasteHtml, tree: now } = desk([p()]);
    await pasteHtml(html);
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
    const { view } = desk(content);
    const { dom } = view.serializeForClipboard(view.state.doc.slice(0, view.state.doc.content.size));
    expect(dom.textContent).toContain('ANTARA/Nama');
    const other = desk([p()]);
    other.view.pasteHTML(dom.innerHTML);
    expect(other.view.state.doc.content.toJSON()).toEqual(view.state.doc.content.toJSON());
  });

  it('is one step of undo, and what is typed behind it another', async () => {
    const { view, html, tree } = desk([p('ada ')]);
    view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
    await html('<p>satu</p><h2>dua</h2><p>tiga</p>');
    view.dispatch(view.state.tr.insertText('!'));
    expect(tree()).toBe('<paragraph("ada satu"), heading("dua"), paragraph("tiga!")>');
    undo(view.state, view.dispatch);
    expect(tree()).toBe('<paragraph("ada satu"), heading("dua"), paragraph("tiga")>');
    undo(view.state, view.dispatch);
    expect(tree()).toBe('<paragraph("ada ")>');
  });

  it('is one step of undo also where it is so long that it is put in by portions', async () => {
    const { view, html, at } = desk([p('depanbelakang')]);
    at(6);
    const lines = Array.from({ length: 950 }, (_, line) => `baris ${String(line)}`);
    await html(lines.map((line) => `<p>${line}</p>`).join(''));
    await vi.waitUntil(() => view.state.doc.childCount === 950);
    const texts = view.state.doc.children.map((block) => block.textContent);
    expect(texts).toEqual(['depanbaris 0', ...lines.slice(1, -1), 'baris 949belakang']);
    undo(view.state, view.dispatch);
    expect(view.state.doc.textContent).toBe('depanbelakang');
  });

  it('arrives where the cursor was, before what was typed meanwhile', async () => {
    let arrive: (html: string) => void = () => undefined;
    const { view, html, at, tree } = desk([p('ab')], { html: new Promise<string>((done) => (arrive = done)) });
    at(2);
    await html('rewritten by the webview');
    view.dispatch(view.state.tr.insertText('x', 2));
    view.dispatch(view.state.tr.insertText('0', 1));
    arrive('<b>tempel</b>');
    await settled();
    expect(tree()).toBe('<paragraph("0a", strong("tempel"), "xb")>');
  });

  it('says what it left out, and gives way to its plain text', async () => {
    const { view, html, said, tree } = desk([p('ada')]);
    view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)));
    await html('<h2>Judul</h2><p><a href="https://a.id/?utm_source=x">a</a></p>', 'Judul\na');
    expect([...(said[0]?.report.counts ?? [])]).toEqual([['links', 1]]);
    view.dispatch(view.state.tr.insertText('sebelum ', 1));
    said[0]?.plain?.();
    expect(view.state.doc.textBetween(0, view.state.doc.content.size, '|')).toBe('sebelum ada|Judul|a');
    expect(tree()).not.toContain('heading');
  });

  it('is its plain text where there is nothing in it', async () => {
    const { html, tree } = desk([p()]);
    await html('<meta charset="utf-8"><style>p{}</style>', 'satu dua');
    expect(tree()).toBe('<paragraph("satu dua")>');
  });

  it('is read however deep it is, and without a script', async () => {
    const { html, tree } = desk([p()]);
    await html(`${'<div>'.repeat(150)}dalam${'</div>'.repeat(150)}`);
    expect(tree()).toBe('<paragraph("dalam")>');
  });
});

describe('pictures from the clipboard', () => {
  const CARRIED = `<figure><img alt="Xi" src="data:image/png;base64,${'QUJD'.repeat(80)}"><figcaption>Ket</figcaption></figure>`;

  it('go to the media folder, with their caption', async () => {
    const { view, html, added, tree } = desk([p()]);
    await html(`<p>a</p>${CARRIED}`);
    expect(added).toEqual(['QUJD'.repeat(80)]);
    expect(tree()).toBe('<paragraph("a"), image("Ket"), paragraph>');
    expect(view.state.doc.child(1).attrs).toMatchObject({ src: MEDIA, alt: 'Xi' });
  });

  it('are left out one by one where they cannot be used', async () => {
    const { html, said, tree } = desk([p()], { refuses: true });
    await html(`<p>a</p>${CARRIED}`);
    expect(tree()).toBe('<paragraph("a"), paragraph("Ket")>');
    expect(said[0]?.report.counts.get('pictures')).toBe(1);
  });

  it('are never loaded from elsewhere; what was said under them leads there', async () => {
    const { view, html, added, tree } = desk([p()]);
    await html('<figure><img src="https://a.id/x.jpg?utm_source=y"><figcaption>Ket</figcaption></figure>');
    expect(added).toEqual([]);
    expect(tree()).toBe('<paragraph(link("Ket"))>');
    expect(view.state.doc.child(0).firstChild?.marks[0]?.attrs.href).toBe('https://a.id/x.jpg');
  });

  it('are taken from the RTF beside where Word only names its files', async () => {
    const picture = (kind: string, hex: string) => `{\\pict\\${kind} ${hex}}`;
    const named = (name: string) => `<p class=MsoNormal><img src="file:///C:/Temp/${name}" alt="${name}"></p>`;
    const html = `${named('satu.png')}<p class=MsoCaption>Ket</p>${named('dua.wmz')}${named('tiga.jpg')}`;
    const rtf = `{\\rtf1 ${picture('pngblip', '616263')}${picture('emfblip', '00')}${picture('jpegblip', '646566')}}`;
    const word = desk([p()], { html: Promise.resolve(html), rtf });
    await word.html('');
    expect(word.added).toEqual([btoa('abc'), btoa('def')]);
    expect(word.tree()).toBe('<image("Ket"), image, paragraph>');
    expect(word.said[0]?.report.counts.get('pictures')).toBe(1);
    // One picture fewer: nobody knows which is which.
    const fewer = desk([p()], { html: Promise.resolve(html), rtf: `{\\rtf1 ${picture('pngblip', '616263')}}` });
    await fewer.html('');
    expect(fewer.added).toEqual([]);
    expect(fewer.tree()).toBe('<paragraph("Ket")>');
    expect(fewer.said[0]?.report.counts.get('pictures')).toBe(3);
  });

  it('come from the system where the page gets only their address, or nothing at all', async () => {
    const caption = desk([{ type: 'image', attrs: { src: MEDIA, alt: '', credit: '' } }, p('a')], { picture: OTHER });
    caption.at(1);
    await caption.paste({});
    expect(caption.view.state.doc.content.content.map(({ attrs }) => attrs.src as unknown)).toEqual([
      MEDIA,
      OTHER,
      undefined,
    ]);
    const named = desk([p()], { picture: OTHER });
    await named.html('<img src="https://a.id/x.jpg">');
    expect(named.view.state.doc.child(0).attrs.src).toBe(OTHER);
    const bare = desk([p()], { picture: OTHER });
    await bare.paste({});
    expect(bare.view.state.doc.child(0).attrs).toMatchObject({ src: OTHER, photographer: 'Sari' });
  });
});

describe('what fits where the cursor is', () => {
  const THREE = '<h2>Judul</h2><p>satu <b>dua</b></p><ul><li>tiga</li></ul>';
  const item = (text: string) => ({ type: 'listItem', content: [p(text)] });

  it('in a caption: one line', async () => {
    const { html, at, tree } = desk([{ type: 'image', attrs: { src: MEDIA, alt: '', credit: '' } }, p('a')]);
    at(1);
    await html(THREE);
    expect(tree()).toBe('<image("Judul satu ", strong("dua"), " tiga"), paragraph("a")>');
  });

  it('in a crosshead: its first line, and the rest behind it', async () => {
    const { view, html, at, tree } = desk([
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Antara' }] },
    ]);
    at(7);
    await html('<p>satu</p>');
    expect(tree()).toBe('<heading("Antarasatu")>');
    await html('<p> dua</p><p>tiga</p>');
    view.state.doc.check();
    expect(tree()).toBe('<heading("Antarasatudua"), paragraph("tiga")>');
  });

  it('in a list: an item a paragraph, and a list joins it', async () => {
    const { html, at, tree } = desk([{ type: 'bulletList', content: [item('a'), item('z')] }]);
    at(4);
    await html('<p>b</p><p>c</p>');
    expect(tree()).toBe('<bulletList(listItem(paragraph("ab")), listItem(paragraph("c")), listItem(paragraph("z")))>');
    await html('<ul><li>d</li><li>e</li></ul>');
    expect(tree()).toBe(
      '<bulletList(listItem(paragraph("ab")), listItem(paragraph("cd")), listItem(paragraph("e")), listItem(paragraph("z")))>',
    );
  });

  it('in a quote: no titles', async () => {
    const { view, html, at, tree } = desk([{ type: 'quote', content: [p('a')] }]);
    at(3);
    await html('<h2>Judul</h2><p>b</p>');
    view.state.doc.check();
    expect(tree()).toBe('<quote(paragraph("aJudul"), paragraph("b"))>');
  });
});

describe('plain text from the clipboard', () => {
  it('is offered as a story where it may be one, and becomes paragraphs where it is none', async () => {
    const { offered, paste, tree } = desk([p()]);
    await paste({ 'text/plain': 'satu\ndua\n' });
    expect(offered.map(({ text }) => text)).toEqual(['satu\ndua\n']);
    offered[0]?.insert();
    expect(tree()).toBe('<paragraph("satu"), paragraph("dua")>');
  });

  it('has spaces where a table had tabs', () => {
    const { view, tree } = desk([p()]);
    view.pasteText('Jakarta\t12\nBandung\t\t7');
    expect(tree()).toBe('<paragraph("Jakarta 12"), paragraph("Bandung 7")>');
  });

  it('stays one line in a heading or a caption', () => {
    const { view, at, tree } = desk([{ type: 'image', attrs: { src: MEDIA, alt: '', credit: '' } }, p('a')]);
    at(1);
    view.pasteText('satu\n\ndua\n');
    expect(tree()).toBe('<image("satu dua"), paragraph("a")>');
  });

  it('is not asked about for a few words, nor with marks', async () => {
    const { offered, paste } = desk([p()]);
    await paste({ 'text/plain': 'hanya kata' });
    await paste({ 'text/plain': 'satu\ndua', 'text/html': '<p>satu</p><p>dua</p>' });
    expect(offered).toEqual([]);
  });

  it('out of a PDF has its lines joined before it is offered', async () => {
    const { offered, paste } = desk([p()]);
    const line = 'Pemerintah menjaga harga pangan menjelang akhir tahun sambil menung-';
    await paste({
      'text/plain': `${line}\ngu panen raya di tiga provinsi, kata menteri, yang menunggu hujan\nreda.\n`,
    });
    expect(offered).toEqual([]);
    await paste({ 'text/plain': `${line}\ngu panen raya.\n${line}\ngu panen raya.\n${line}\ngu lagi.\n`.repeat(2) });
    expect(offered[0]?.text).toContain('sambil menunggu panen raya.');
  });

  it('makes a link of words when it is an address, without its trackers, and never of a script', async () => {
    const { view, paste, at, tree } = desk([p('lihat laman')]);
    at(7, 12);
    await paste({ 'text/plain': 'javascript:alert(1)' });
    expect(tree()).toBe('<paragraph("lihat laman")>');
    await paste({ 'text/plain': 'https://a.id/x?fbclid=1\n' });
    expect(tree()).toBe('<paragraph("lihat ", link("laman"))>');
    expect(view.state.doc.child(0).lastChild?.marks[0]?.attrs.href).toBe('https://a.id/x');
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
