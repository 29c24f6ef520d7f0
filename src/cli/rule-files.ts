/** `--rules FILE`: the organisation's own packs, read, checked and put beside the built-in ones. */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { AiPathError, type Problem } from '../error.js';
import { decode } from '../profile/decode.js';
import { capped, text } from '../profile/finding.js';
import { printable } from '../profile/path.js';
import { builtInPacks, builtInRulebook } from '../rules/builtin.js';
import { compileRulebook, type PackFile } from '../rules/compile.js';
import type { LoadOptions } from '../rules/load.js';
import type { Rulebook } from '../rules/rulebook.js';

/** No pack is as large in UTF-8; more is not even read. */
const MOST_BYTES = 4_000_000;

export interface RuleFile extends PackFile {
  /** As it was named. */
  readonly source: string;
}

/** The built-in rules, with those of the files where there are any. */
export async function rulebookWith(files: readonly string[] = []): Promise<Rulebook> {
  return files.length === 0 ? builtInRulebook() : compileRulebook([...builtInPacks(), ...(await readRuleFiles(files))]);
}

/** @throws AiPathError with what is wrong with any of the files */
export async function readRuleFiles(files: readonly string[], options: LoadOptions = {}): Promise<readonly RuleFile[]> {
  const { loadPack } = await import('../rules/load.js');
  const packs: RuleFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const source = printable(file);
    try {
      const yaml = await readText(file, source);
      packs.push({ source, sha256: createHash('sha256').update(yaml).digest('hex'), pack: loadPack(yaml, source, 'own', options) });
    } catch (error) {
      if (!(error instanceof AiPathError) || error.kind !== 'input') throw error;
      problems.push(...error.problems);
    }
  }
  const [first, ...others] = capped([...problems, ...sameNames(packs)], files.at(-1) ?? '');
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
  return packs;
}

async function readText(file: string, source: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    const handle = await open(file);
    try {
      bytes = await readAtMost(handle, MOST_BYTES + 1);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unreadable(source, cause);
  }
  if (bytes.length > MOST_BYTES) {
    throw problem({ code: 'pack-too-large', source, message: text('A rule pack has at most four million bytes.', '规则包最多四百万字节。'), remedy: text('Split it.', '请拆分。') });
  }
  const decoded = decode(bytes, source);
  if (decoded.ok) return decoded.text;
  throw problem(decoded.problem);
}

/** One byte more than may be there shows that there is too much, without a look at the rest: not even /dev/zero can hang it. */
async function readAtMost(handle: FileHandle, most: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(most);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, most - length);
    length += bytesRead;
    if (bytesRead === 0 || length === most) return buffer.subarray(0, length);
  }
}

function unreadable(source: string, cause: unknown): AiPathError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return problem({
    code: code === 'ENOENT' ? 'no-file' : 'unreadable', source,
    message: code === 'ENOENT' ? text('There is no such file.', '没有这个文件。') : text(`The file cannot be read (${code}).`, `无法读取该文件（${code}）。`),
    remedy: code === 'ENOENT' ? text('To begin one: ai-path rules new FILE.', '新建规则包：ai-path rules new FILE。') : text('Check what it is, and its permissions.', '请检查它是什么文件以及权限。'),
  });
}

function problem(one: Problem): AiPathError {
  return new AiPathError('input', [one]);
}

/** `pack/id` names one rule, and a rule is overridden by one pack. */
function sameNames(packs: readonly RuleFile[]): readonly Problem[] {
  const ids = new Map(builtInPacks().map(({ pack }) => [pack.id, 'ai-path']));
  const overridden = new Map<string, string>();
  return packs.flatMap(({ source, pack }) => {
    const taken = ids.get(pack.id);
    ids.set(pack.id, source);
    const twice = (pack.overrides ?? []).flatMap(({ rule }): readonly Problem[] => {
      const other = overridden.get(rule);
      overridden.set(rule, source);
      return other === undefined ? [] : [{
        code: 'duplicate-override', source,
        message: text(`${rule} is overridden in ${other} already.`, `规则 ${rule} 已在 ${other} 中改写。`),
        remedy: text('Say once what becomes of it.', '同一条规则只改写一次。'),
      }];
    });
    return taken === undefined ? twice : [{
      code: 'duplicate-pack', source,
      message: text(`There is a pack "${pack.id}" already (${taken}).`, `已有名为“${pack.id}”的规则包（${taken}）。`),
      remedy: text('Choose another id.', '请换一个编号。'),
    }, ...twice];
  });
}
