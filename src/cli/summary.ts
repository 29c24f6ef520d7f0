/** The summary of a portfolio in the format that was asked for. */
import type { AssessContext } from '../assess/context.js';
import type { Portfolio } from '../assess/summary.js';
import { DEFAULT_OPTIONS } from '../report/options.js';
import { renderSummaryJson, renderSummaryMarkdown, renderSummaryTable } from '../report/summary.js';
import { machineLanguage } from './assess-options.js';
import type { FormatRequest } from './options.js';
import type { Session } from './session.js';
import { styleFor } from './style.js';
import { hasColour, hasUnicode, widthOf } from './terminal.js';

export function renderSummaryFor({ format, file }: FormatRequest, portfolio: Portfolio, context: AssessContext, session: Session): string {
  const { stdout, env } = session;
  const language = format === 'json' ? machineLanguage(session) : session.language;
  const summary = portfolio.summary({ ...context, language });
  if (format === 'json') return renderSummaryJson(summary);
  if (format === 'markdown') return renderSummaryMarkdown(summary, language);
  if (file !== undefined) return renderSummaryTable(summary, { ...DEFAULT_OPTIONS, language });
  return renderSummaryTable(summary, { language, width: widthOf(stdout, env), style: styleFor(hasColour(stdout, env)), unicode: hasUnicode(env) });
}
