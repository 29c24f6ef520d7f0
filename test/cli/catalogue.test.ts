/** `ai-path catalogue list` for a person and for a program. */
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { listCatalogue } from '../../src/cli/catalogue.js';
import type { Session } from '../../src/cli/session.js';

async function listed(kind: string, screen: { readonly isTTY?: boolean; readonly columns?: number }, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  let text = '';
  const output = { print: (more: string) => ((text += more), Promise.resolve(true)), note: () => undefined, quiet: false };
  await listCatalogue(kind, { language: 'en', stdout: screen, env: { NO_COLOR: '1', ...env }, output } as unknown as Session);
  return text.split('\n');
}

const { apis, gpus, costs } = builtInCatalogue();

describe('the list of the catalogue', () => {
  it.each([24, 80, 120])('breaks no id on a terminal of %d columns', async (columns) => {
    const lines = await listed('apis', { isTTY: true, columns });
    for (const id of apis.keys()) expect(lines.some((line) => ` ${line} `.includes(` ${id} `)), id).toBe(true);
  });

  it.each([{}, { COLUMNS: '80' }])('has a line for each entry where a program reads it, with %j', async (env) => {
    const rented = await listed('rental', {}, env);
    for (const { gpu, at, plan, tier } of costs.rental.rental) expect(rented.some((line) => line.includes(`${gpu} ${at}`) && line.includes(plan ?? tier))).toBe(true);
    expect((await listed('gpus', {}, env)).filter((line) => line.startsWith('  ')).length).toBe(gpus.size + 2);
  });
});
