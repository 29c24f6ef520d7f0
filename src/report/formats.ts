/** The formats that a report can take. A new one is a file of its own and a line here. */
import type { Assessment } from '../assessment/assessment.js';
import { AiPathError } from '../error.js';
import type { Steps } from '../steps.js';
import { REPORT_FAILURES } from '../text/report.js';
import { renderJson, renderNdjson } from './json.js';
import type { RenderOptions } from './options.js';

/** @throws AiPathError of kind `usage` where the format holds one profile and gets more. */
export type Render = (assessments: readonly Assessment[], options: RenderOptions) => string;

export interface Format {
  readonly id: string;
  /** Of the file that it is written to. */
  readonly extension: string;
  /** Read by programs: in English unless a language was asked for, and without colour. */
  readonly machine: boolean;
  /** Holds any number of profiles. */
  readonly several: boolean;
  /** Each is loaded when it is first asked for. */
  readonly load: () => Promise<Render>;
  /** The same in steps, where it takes so long that something else may be wanted in between. */
  readonly loadSteps?: () => Promise<(...given: Parameters<Render>) => Steps<string>>;
}

const json: Render = (assessments) => renderJson(single(assessments, 'json'));

const ALL: readonly Format[] = [
  { id: 'table', extension: 'txt', machine: false, several: true, load: async () => (await import('./table.js')).renderTable, loadSteps: async () => (await import('./table.js')).tableSteps },
  { id: 'markdown', extension: 'md', machine: false, several: true, load: async () => {
    const { renderMarkdown } = await import('./markdown.js');
    return (assessments, { language, bases }) => renderMarkdown(assessments, language, bases);
  }, loadSteps: async () => {
    const { markdownSteps } = await import('./markdown.js');
    return (assessments, { language, bases }) => markdownSteps(assessments, language, bases);
  } },
  { id: 'html', extension: 'html', machine: false, several: true, load: async () => {
    const { renderHtml } = await import('./html.js');
    return (assessments, { language, bases }) => renderHtml(assessments, language, bases);
  }, loadSteps: async () => {
    const { htmlSteps } = await import('./html.js');
    return (assessments, { language, bases }) => htmlSteps(assessments, language, bases);
  } },
  { id: 'json', extension: 'json', machine: true, several: false, load: () => Promise.resolve(json) },
  { id: 'ndjson', extension: 'ndjson', machine: true, several: true, load: () => Promise.resolve(renderNdjson) },
  { id: 'github', extension: 'txt', machine: true, several: true, load: async () => {
    const { renderGithub } = await import('./github.js');
    return (assessments, { language }) => renderGithub(assessments, language);
  } },
  { id: 'sarif', extension: 'sarif', machine: true, several: true, load: async () => {
    const { renderSarif } = await import('./sarif.js');
    return (assessments, { language }) => renderSarif(assessments, language);
  } },
];

export const FORMATS: Readonly<Record<string, Format>> = Object.fromEntries(ALL.map((format) => [format.id, format]));

/** What a format holds that has room for one profile. */
export function single<T>(all: readonly T[], format: string): T {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  throw new AiPathError('usage', [{ code: 'one-profile-only', source: '--format', message: REPORT_FAILURES.oneOnly(format, all.length), remedy: REPORT_FAILURES.useNdjson }]);
}
