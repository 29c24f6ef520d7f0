/** HTML that says exactly what it was given: whatever is put into a template is text, unless a template made it. */

export class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Value[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** A template of HTML: `html\`<p>${text}</p>\``. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, index) => part + (index < values.length ? written(values[index] as Value) : '')).join(''));
}

function written(value: Value): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(written).join('');
}

export const NOTHING = new Markup('');

/** Markup, where there is something to put into it. */
export const when = (condition: boolean, markup: () => Markup): Markup => (condition ? markup() : NOTHING);
