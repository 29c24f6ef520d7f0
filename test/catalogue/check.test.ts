/** Faulty catalogue files: every fault is named with its line and column. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkCatalogueFiles } from '../../src/catalogue/check-files.js';
import { DATA_FILES, type DataFile } from '../../src/catalogue/vocabulary.js';
import { formatProblem } from '../../src/error.js';

const good = Object.fromEntries(DATA_FILES.map((name) => [name, readFileSync(new URL(`../../src/catalogue/data/${name}.yaml`, import.meta.url), 'utf8')])) as Record<DataFile, string>;

type Edit = (text: string) => string;

/** The problems of the real files with one of them edited, as a person reads them. */
function problemsOf(name: DataFile, edit: Edit): string[] {
  return readable(DATA_FILES.map((other) => ({ file: `data/${other}.yaml`, text: other === name ? edited(name, edit) : good[other] })));
}

/** Those of one file alone, for faults of shape: these come before rows are compared, and one file is read sooner than nine. */
function shapeProblemsOf(name: DataFile, edit: Edit, language: 'en' | 'zh' = 'en'): string[] {
  return readable([{ file: `data/${name}.yaml`, text: edited(name, edit) }], language).filter((problem) => problem.startsWith(`data/${name}.yaml`));
}

function edited(name: DataFile, edit: Edit): string {
  const text = edit(good[name]);
  expect(text).not.toBe(good[name]);
  return text;
}

function readable(files: Parameters<typeof checkCatalogueFiles>[0], language: 'en' | 'zh' = 'en'): string[] {
  return checkCatalogueFiles(files).map((problem) => formatProblem(problem, language));
}

/** 1-based line of the first line that contains `text`, and the column where it begins. */
function place(file: string, text: string): string {
  const lines = file.split('\n');
  const line = lines.findIndex((candidate) => candidate.includes(text));
  return `${line + 1}:${(lines[line] ?? '').indexOf(text) + 1}`;
}

describe('the shape of a row', () => {
  test('an unknown key is refused, where it stands', () => {
    const edit = (text: string): string => text.replace('    memory_gb: 24\n', '    memory_gb: 24\n    vram: 24\n');
    expect(shapeProblemsOf('gpus', edit)).toEqual([`data/gpus.yaml:${place(edit(good.gpus), 'vram: 24')}: gpus[l4].vram: there is no field "vram" here. Remove it, or take the name that rows beside it use.`]);
  });

  test('a number with its unit written into it is refused', () => {
    const edit = (text: string): string => text.replace('memory_gb: 24\n', 'memory_gb: 24 GB\n');
    expect(shapeProblemsOf('gpus', edit)).toEqual([`data/gpus.yaml:${place(edit(good.gpus), '24 GB')}: gpus[l4].memory_gb: must be a number. Write the number alone; its unit is in the name of the field.`]);
  });

  test('a price in another unit is refused', () => {
    const [problem, ...rest] = shapeProblemsOf('apis', (text) => text.replace('per_million_input_tokens: 30', 'per_thousand_input_tokens: 0.03'));
    expect(problem).toMatch(/^data\/apis\.yaml:\d+:\d+: apis\[gpt-4\]\.price\.per_thousand_input_tokens: there is no field/);
    expect(rest).toEqual([]);
  });

  test('a price without an amount is refused', () => {
    const [problem] = shapeProblemsOf('apis', (text) => text.replace('per_million_input_tokens: 30, per_million_output_tokens: 60, ', ''));
    expect(problem).toMatch(/apis\[gpt-4\]\.price: states no price/);
  });

  test('zero is no price', () => {
    const [problem] = shapeProblemsOf('apis', (text) => text.replace('per_million_input_tokens: 30', 'per_million_input_tokens: 0'));
    expect(problem).toMatch(/apis\[gpt-4\]\.price\.per_million_input_tokens: must be > 0/);
  });

  test('a fact without a source is refused', () => {
    const [problem, ...rest] = shapeProblemsOf('models', (text) => text.replace(/(params_total_b: \{ value: 8), source: [^,]+,/, '$1,'));
    expect(problem).toMatch(/^data\/models\.yaml:\d+:\d+: models\[llama-3\.1-8b\]\.params_total_b\.source: is missing\. State it\.$/);
    expect(rest).toEqual([]);
  });

  test('a bare value where a fact belongs is refused', () => {
    const [problem] = shapeProblemsOf('providers', (text) => text.replace(/zero_retention: \{ value: on_approval[^\n]+/, 'zero_retention: yes'));
    expect(problem).toMatch(/providers\[openai\]\.zero_retention: must be unknown, or \{ value, source, date, grade \}/);
  });

  test('a wrong value within a fact is shown with what is right', () => {
    const [problem] = shapeProblemsOf('providers', (text) => text.replace('zero_retention: { value: on_approval', 'zero_retention: { value: maybe'));
    expect(problem).toMatch(/providers\[openai\]\.zero_retention\.value: must be one of offered, on_approval, self_serve, none/);
  });

  test.each(['2026-13-01', '23.11.2026', '2026-02-30', 'soon'])('"%s" is not a date', (date) => {
    const [problem] = shapeProblemsOf('models', (text) => text.replace('as_of: 2026-11-23', `as_of: '${date}'`));
    expect(problem).toMatch(/^data\/models\.yaml:\d+:8: as_of: ".*" has not the form/);
  });

  test('a text that lacks a language is refused, in the language of the reader', () => {
    const [problem] = shapeProblemsOf('licences', (text) => text.replace(/, zh: '可自由使用[^']*'/, ''), 'zh');
    expect(problem).toMatch(/licences\[apache-2\.0\]\.note\.zh: 缺失/);
  });

  test('all faults of all rows come at once', () => {
    expect(shapeProblemsOf('gpus', (text) => text.replace('memory_gb: 24\n', 'memory_gb: much\n').replace('vendor: AMD', 'maker: AMD')).length).toBe(3);
  });
});

describe('one broken row in each file is shown with its place, what is wrong, and what to do', () => {
  const BROKEN: Readonly<Record<DataFile, { readonly from: string; readonly to: string; readonly at: string; readonly says: string }>> = {
    models: { from: 'tasks: [text-to-3d, image-to-3d]', to: 'tasks: [text-to-3d, image-to-4d]', at: 'image-to-4d', says: 'Did you mean image-to-3d?' },
    apis: { from: 'per_million_input_tokens: 30', to: 'per_million_input_tokens: -30', at: '-30', says: 'must be > 0. Check its unit. What is not known is left out, never 0.' },
    providers: { from: '  - id: openai\n', to: '  - id: Open AI\n', at: 'Open AI', says: '"Open AI" has not the form that is needed here. Ids are lower case with hyphens; countries are two capitals.' },
    licences: { from: 'effect: terminates, scope: group', to: 'effect: terminate, scope: group', at: 'terminate, scope', says: 'Did you mean terminates?' },
    gpus: { from: '  - id: l4\n', to: '  - id: l4\n    watts: 72\n', at: 'watts: 72', says: 'there is no field "watts" here. Remove it, or take the name that rows beside it use.' },
    rental: { from: '  - { gpu: h100-sxm, at: gcp,', to: '  - { gpu: h100-smx, at: gcp,', at: 'h100-smx', says: '"h100-smx" names no row of gpus.yaml. Did you mean h100-sxm?' },
    prices: { from: '- { id: cohere, in_table: cohere }', to: '- { id: coheer, in_table: cohere }', at: 'coheer', says: '"coheer" names no row of providers.yaml. Did you mean cohere?' },
    costs: { from: 'expected: 220000', to: 'expected: 420000', at: '420000', says: 'is not in order: low ≤ expected ≤ high. Write the smallest number first, also where small is dear.' },
    speeds: { from: '{ model: triposr, gpu: a100-40-sxm, seconds: 0.5,', to: '{ model: triposr, gpu: a100-40-sxm, seconds: 0.5 s,', at: '0.5 s', says: 'must be a number. Write the number alone; its unit is in the name of the field.' },
  };

  test.each(DATA_FILES)('%s', (file) => {
    const { from, to, at, says } = BROKEN[file];
    const edit = (text: string): string => text.replace(from, to);
    const comparesRows = file === 'rental' || file === 'prices' || file === 'costs';
    const [problem, ...others] = (comparesRows ? problemsOf : shapeProblemsOf)(file, edit);
    expect(others).toEqual([]);
    expect(problem?.startsWith(`data/${file}.yaml:${place(edit(good[file]), at)}: `), problem).toBe(true);
    expect(problem?.endsWith(says), problem).toBe(true);
  });
});

describe('rows on money and one another', () => {
  test.each([
    ['rental', (text: string) => text.replace(/( {2}- \{ gpu: l40s, at: nebius[^\n]*\n)/, '$1$1'), /another row is for l40s at nebius on_demand already/],
    ['costs', (text: string) => text.replace('    in: [US]\n', '    in: [CN]\n'), /another row is for loaded_cost_per_fte_year in CN already/],
    ['costs', (text: string) => text.replace(/ {2}- id: pue\n( {4}.*\n)+/, ''), /costs\.yaml:\d+:\d+: figures: there is no row for pue\. Add one that holds everywhere/],
    ['costs', (text: string) => text.replace('currency: EUR', 'currency: SEK'), /there is no rate for SEK\. Add it to rates in prices\.yaml/],
    ['costs', (text: string) => text.replace('  - { task: rerank,', '  - { task: tts,'), /another row is for tts already/],
    ['speeds', (text: string) => text.replace('read_in: silybench', 'read_in: sillybench'), /"sillybench" names no row of speeds\.yaml\. Did you mean silybench/],
    ['costs', (text: string) => text.replace('- id: pue\n', '- id: pues\n'), /must be one of .* Did you mean pue\?/],
  ] as const)('%s %#', (file, edit, says) => {
    expect(problemsOf(file, edit).join('\n')).toMatch(says);
  });
});

describe('rows and one another', () => {
  test('a licence that no row has is refused, with the one that may be meant', () => {
    const edit = (text: string): string => text.replace('licence: { value: llama-3.1-community', 'licence: { value: llama-3.1-comunity');
    expect(problemsOf('models', edit)).toEqual([
      `data/models.yaml:${place(edit(good.models), 'llama-3.1-comunity')}: models[llama-3.1-8b].licence.value: "llama-3.1-comunity" names no row of licences.yaml. Did you mean llama-3.1-community?`,
    ]);
  });

  test('a successor must be a row of the same provider', () => {
    const [problem] = problemsOf('apis', (text) => text.replace('successors: [gpt-6.2-sol, gpt-5.6-sol]', 'successors: [claude-opus-5-5]'));
    expect(problem).toMatch(/apis\[gpt-4\]\.life\.successors\[0\]: "claude-opus-5-5" names no row/);
  });

  test('a provider must exist', () => {
    const [problem] = problemsOf('apis', (text) => text.replace('    provider: deepseek\n', '    provider: deapseek\n'));
    expect(problem).toMatch(/"deapseek" names no row of providers\.yaml\. Did you mean deepseek\?/);
  });

  test('an alias may not be the name of another row, however it is written', () => {
    const [problem] = problemsOf('gpus', (text) => text.replace('aliases: [5090,', 'aliases: [RTX 4090,').replace("aliases: ['5090',", "aliases: ['RTX 4090',"));
    expect(problem).toMatch(/gpus\[rtx-5090\]\.aliases\[0\]: "RTX 4090" is already a name of rtx-4090/);
  });

  test('a task may not be left with one way to do it', () => {
    const problems = problemsOf('models', (text) => text.replace('tasks: [text-to-3d, image-to-3d]', 'tasks: [image-to-3d]'));
    expect(problems).toEqual([expect.stringMatching(/models: 1 for text-to-3d; at least 2 are needed/)]);
  });

  test('an announced end has a date', () => {
    const [problem] = problemsOf('apis', (text) => text.replace(/life: \{ status: deprecated, shutdown: \{ value: 2027-01-14[^}]*\},/, 'life: { status: deprecated,'));
    expect(problem).toMatch(/apis\[gpt-4o\]\.life: is deprecated without a date of shutdown/);
  });

  test('a licence with conditions states one', () => {
    const [problem] = problemsOf('licences', (text) => text.replace('    revenue_limit: { usd_per_year: 1000000, effect: terminates, scope: group }\n', ''));
    expect(problem).toMatch(/licences\[stability-community-2024\]\.commercial_use: is conditional, but no limit is stated/);
  });

  test('nothing was read after the day up to which the file was kept', () => {
    const [problem] = problemsOf('gpus', (text) => text.replace('as_of: 2026-11-23', 'as_of: 2026-10-01'));
    expect(problem).toMatch(/is later than as_of 2026-10-01/);
  });
});

describe('files that are no catalogue', () => {
  test('broken YAML is shown where it breaks, before anything else', () => {
    const problems = shapeProblemsOf('gpus', (text) => text.replace('  - id: l4\n', '  - id: [l4\n'));
    expect(problems[0]).toMatch(/^data\/gpus\.yaml:\d+:\d+: /);
  });

  test('a key that stands twice is refused', () => {
    const [problem] = shapeProblemsOf('gpus', (text) => text.replace('    vendor: NVIDIA\n', '    vendor: NVIDIA\n    vendor: AMD\n'));
    expect(problem).toMatch(/Map keys must be unique/);
  });

  test('a file of another name is refused', () => {
    expect(checkCatalogueFiles([{ file: 'chairs.yaml', text: '' }])).toMatchObject([{ code: 'stray-file', source: 'chairs.yaml' }]);
  });

  test('missing and empty files are refused', () => {
    expect(checkCatalogueFiles([{ file: 'gpus.yaml', text: '' }]).length).toBeGreaterThanOrEqual(DATA_FILES.length);
  });

  test('a list instead of a file is refused', () => {
    const [problem] = checkCatalogueFiles(DATA_FILES.map((name) => ({ file: `${name}.yaml`, text: name === 'gpus' ? '- 1' : good[name] })));
    expect(problem).toMatchObject({ code: 'wrong-type', source: 'gpus.yaml', position: { line: 1, column: 1 } });
  });
});
