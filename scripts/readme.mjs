// Output shown in the documentation is real: this runs the command of each block that is marked so and puts its output into the block,
//
//     <!-- output: npx ai-path assess profiles/lantern-studio.yaml --as-of 2026-11-23 -->
//     ```text
//     (kept up to date)
//     ```
//
// or, with --check, fails where the text differs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BLOCK = /^<!-- output: (?<command>.+?) -->\n+(?<fence>`{3,})(?<language>.*)\n(?<text>[^]*?)^\k<fence>$/gm;

/**
 * @param {string} markdown
 * @param {(command: string) => string} run gives the output of a command
 */
export function refresh(markdown, run) {
  return markdown.replaceAll(BLOCK, (...match) => {
    const { command, fence, language } = match.at(-1);
    const output = run(command).trimEnd();
    if (output.includes(fence)) throw new Error(`the output of "${command}" contains ${fence}: give its block a longer fence`);
    return `<!-- output: ${command} -->\n${fence}${language}\n${output}\n${fence}`;
  });
}

/**
 * Runs a command as a reader would type it, in the same surroundings on every machine.
 * @param {string} root
 * @param {string} command
 */
function runCommand(root, command) {
  const chinese = /--lang[ =]zh/.test(command);
  const { status, stdout, stderr } = spawnSync(command.replaceAll('npx ai-path', 'node bin/ai-path.js'), {
    cwd: root,
    shell: true,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], COLUMNS: '80', NO_COLOR: '1', TZ: 'UTC', LANG: chinese ? 'zh_CN.UTF-8' : 'en_US.UTF-8' },
  });
  // 1 is an answer of ai-path (a condition was true); anything higher means that the example itself is broken.
  if (status === null || status > 1) throw new Error(`"${command}" ended with ${status}:\n${stderr}`);
  return stdout;
}

/** @param {string} root */
function documents(root) {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => join('docs', file));
  return [...readdirSync(root), ...docs].filter((file) => file.endsWith('.md')).sort();
}

/** Files that are the output of a command as a whole. */
const GENERATED = [
  { file: 'docs/schema/profile.schema.json', command: 'npx ai-path schema profile' },
  { file: 'docs/schema/prices.schema.json', command: 'npx ai-path schema prices' },
  { file: 'docs/schema/rules.schema.json', command: 'npx ai-path schema rules' },
  { file: 'docs/schema/assessment.schema.json', command: 'npx ai-path schema assessment' },
  { file: 'docs/schema/brief.schema.json', command: 'npx ai-path schema brief' },
  { file: 'docs/schema/summary.schema.json', command: 'npx ai-path schema summary' },
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const read = (/** @type {string} */ file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '');
  const wanted = [
    ...documents(root).map((file) => ({ file, after: refresh(read(file), (command) => runCommand(root, command)) })),
    ...GENERATED.map(({ file, command }) => ({ file, after: runCommand(root, command) })),
  ];
  for (const { file, after } of wanted) {
    const before = read(file);
    if (after === before) continue;
    if (process.argv.includes('--check')) {
      const line = before.split('\n').findIndex((text, i) => text !== after.split('\n')[i]) + 1;
      console.error(`${file}:${line}: the output shown is not what the command prints now. Run npm run docs and read the difference.`);
      process.exitCode = 1;
    } else {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), after);
      console.error(`${file}: output brought up to date`);
    }
  }
}
