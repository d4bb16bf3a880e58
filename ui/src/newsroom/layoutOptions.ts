/** What is chosen of a layout's options. A layout's file may change under it: what does not fit any more is left out. */
import type { LayoutInfo, LayoutOption, OptionValue } from '../ipc/bindings';

export type Chosen = Record<string, OptionValue>;

/** Whether an option takes a value; Rust refuses what it does not. */
export function takes({ form }: LayoutOption, value: unknown): value is OptionValue {
  switch (form.type) {
    case 'switch':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isInteger(value) && value >= form.min && value <= form.max;
    case 'choice':
      return form.choices.some(({ id }) => id === value);
    case 'text':
      return typeof value === 'string' && [...value].length <= form.longest;
  }
}

/** Of what is remembered, that which the layout takes and which is not its own value anyway. */
export function fitting({ options }: Pick<LayoutInfo, 'options'>, kept: Chosen): Chosen {
  const fits = options.filter((option) => {
    const value = kept[option.id];
    return value !== option.form.default && takes(option, value);
  });
  return Object.fromEntries(fits.map(({ id }) => [id, kept[id] as OptionValue]));
}

/** The value of an option as it is now. */
export function valueOf(option: LayoutOption, chosen: Chosen): OptionValue {
  const value = chosen[option.id];
  return takes(option, value) ? value : option.form.default;
}
