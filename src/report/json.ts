/** The Assessment for other programs: JSON with keys in the order of the schema, and nothing in it that acts on a terminal. */
import type { Assessment } from '../assessment/assessment.js';
import { HARMLESS } from './layout/sanitise.js';

/** Legal in JSON, yet a terminal or a log may act on it: written as an escape, it means the same. Line breaks come from the layout alone. */
const ACTIVE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
/** A command to a build server, which some obey anywhere in a line. */
const LOG_COMMAND = /#(?=#[a-zA-Z]*\[)/g;

export function renderJson(assessment: Assessment): string {
  return toJson(assessment);
}

/** Indented, and with nothing in it that acts on a terminal or in a log. */
export function toJson(value: unknown): string {
  return `${escapeActive(JSON.stringify(value, withoutNoise, 2))}\n`;
}

/** One line each. */
export function renderNdjson(values: readonly unknown[]): string {
  return values.map(jsonLine).join('');
}

/** A value as a line of NDJSON. */
export function jsonLine(value: unknown): string {
  return `${escapeActive(JSON.stringify(value))}\n`;
}

/** Digits past the twelfth come from binary fractions, not from anything that was known. */
function withoutNoise(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(12)) : value;
}

/** Most reports hold nothing but printable ASCII, Chinese and the punctuation of both, which one glance shows. */
const SUSPICIOUS = new RegExp(String.raw`[^\n -~${HARMLESS}]|##`);

function escapeActive(json: string): string {
  if (!SUSPICIOUS.test(json)) return json;
  return json.replace(ACTIVE, escapeUnits).replace(LOG_COMMAND, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
