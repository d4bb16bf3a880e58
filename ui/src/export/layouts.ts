/** Layouts among the forms of an export. */
import type { ExportLayout, ExportRequest, LayoutInfo, OptionValue } from '../ipc/bindings';
import { fitting } from '../newsroom/layoutOptions';

/** What was chosen of each layout's options in the preview. */
export type ChosenOptions = Readonly<Record<string, Record<string, OptionValue>>>;

/** A layout as it leaves: with what was chosen of it in the preview, in the light dress that readers get. */
export function asPreviewed(layout: Pick<LayoutInfo, 'id' | 'options'>, chosen: ChosenOptions): ExportLayout {
  return {
    layout: layout.id,
    wish: { dark: false, options: fitting(layout, chosen[layout.id] ?? {}), stories: [] },
  };
}

/** Puts a layout to those that leave, in the order in which they are offered, or takes it from them. */
export function toggled(
  layouts: readonly ExportLayout[],
  layout: string,
  known: readonly LayoutInfo[],
  chosen: ChosenOptions,
): ExportLayout[] {
  if (layouts.some((one) => one.layout === layout)) return layouts.filter((one) => one.layout !== layout);
  const made = known.filter(({ id }) => id === layout).map((one) => asPreviewed(one, chosen));
  const place = ({ layout: id }: ExportLayout) => known.findIndex((one) => one.id === id);
  return [...layouts, ...made].sort((one, other) => place(one) - place(other));
}

/** What has to be asked for so that files of one form are made once more: `html`, or `web-phone.html`. */
export function askedFor(form: string, layouts: readonly ExportLayout[]): Pick<ExportRequest, 'kinds' | 'layouts'> {
  const at = form.lastIndexOf('.');
  if (at < 0) return { kinds: [form], layouts: [] };
  return { kinds: [], layouts: layouts.filter(({ layout }) => layout === form.slice(0, at)) };
}
