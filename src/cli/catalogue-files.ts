/** A folder with files of the catalogue, as its keepers edit them: every row judged before anything is said of it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createCatalogue, type Catalogue } from '../catalogue/catalogue.js';
import { checkCatalogueFiles } from '../catalogue/check-files.js';
import { PRICES_JSON } from '../catalogue/prices.generated.js';
import { AiPathError } from '../error.js';
import { capped } from '../profile/finding.js';
import { printable } from '../profile/path.js';
import { CATALOGUE } from '../text/catalogue.js';

/** @throws AiPathError with every row that is wrong, each with line and column */
export async function catalogueIn(folder: string): Promise<Catalogue> {
  const files = await filesIn(folder);
  const [first, ...others] = capped(checkCatalogueFiles(files), printable(folder));
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
  const compiled = files.map(({ file, name, text }) => [name, { file, sha256: createHash('sha256').update(text).digest('hex'), data: parse(text) as unknown }] as const);
  return createCatalogue(Object.fromEntries(compiled) as unknown as Parameters<typeof createCatalogue>[0], PRICES_JSON);
}

async function filesIn(folder: string): Promise<readonly { readonly file: string; readonly name: string; readonly text: string }[]> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
    return await Promise.all(names.map(async (name) => ({ file: printable(join(folder, name)), name: name.replace('.yaml', ''), text: await readFile(join(folder, name), 'utf8') })));
  } catch (cause) {
    throw new AiPathError('input', [{ code: 'unreadable', source: printable(folder), message: CATALOGUE.unreadable }], { cause });
  }
}
