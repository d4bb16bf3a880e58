import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { expect, it } from 'vitest';
import { schema } from '../../body/schema';
import { following } from '../../newsroom/tracking/plugin';
import { drawingSuggestions } from './drawing';

it('words that were suggested and words that were deleted say to a screen reader what they are', () => {
  const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text('Air sungai naik.')])]);
  const who = () => ({ author: 'Sari', at: '2026-11-25T04:00:00Z' });
  const plugins = [following(who, () => true), drawingSuggestions((kind) => kind)];
  const view = new EditorView(null, { state: EditorState.create({ doc, plugins }) });
  view.dispatch(view.state.tr.insertText('deret', 5, 11));
  const said = (selector: string) => [...view.dom.querySelectorAll(selector)].map(({ textContent }) => textContent);
  expect(said('[role="insertion"]')).toEqual(['deret']);
  // An element that is a deletion by itself.
  expect(said('del.deleted')).toEqual(['sungai']);
  view.destroy();
});
