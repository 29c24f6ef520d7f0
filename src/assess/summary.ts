/** Sums a portfolio up, brief by brief: what it keeps does not grow with the number of profiles. */
import type { Brief, BriefWorkload } from '../assessment/brief.js';
import type { PortfolioSummary } from '../assessment/summary.js';
import { FIRMNESS, RECOMMENDATIONS, SUMMARY_SCHEMA, type Firmness, type Recommendation } from '../assessment/terms.js';
import { QUESTIONS, type Language, type Question } from '../profile/vocabulary.js';
import type { Rulebook } from '../rules/rulebook.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { VERSION } from '../version.generated.js';
import type { AssessContext } from './context.js';
import { provenanceOf } from './provenance.js';

/** More places of failures than anybody goes through are counted only. */
const FIRST_FAILED = 10;

interface Money {
  organisations: number;
  workloads: number;
  local: bigint;
  api: bigint;
  recommended: bigint;
}

export class Portfolio {
  #assessed = 0;
  #failed = 0;
  #workloads = 0;
  #undecided = 0;
  #nothingToAsk = 0;
  #noVolume = 0;
  #notKnown = 0;
  readonly #firstFailed: { source: string; line: number | null }[] = [];
  readonly #profiles = new Map<Recommendation, number>();
  readonly #verdicts = new Map<Recommendation, Map<Firmness | null, number>>();
  readonly #rules = new Map<string, number>();
  readonly #questions = new Map<string, number>();
  /** In whole cents: their sum is the same in any order. */
  readonly #compared: Money = { organisations: 0, workloads: 0, local: 0n, api: 0n, recommended: 0n };
  readonly #recommended = { organisations: 0, workloads: 0, sum: 0n };

  add({ recommendation, cost, workloads }: Brief): void {
    this.#assessed += 1;
    countIn(this.#profiles, recommendation);
    for (const workload of workloads) this.#addWorkload(workload);
    this.#addCost(cost, workloads);
  }

  /** A profile that could not be assessed. */
  fail(source: string, line: number | null): void {
    this.#failed += 1;
    if (this.#firstFailed.length < FIRST_FAILED) this.#firstFailed.push({ source, line });
  }

  get assessed(): number {
    return this.#assessed;
  }

  get failed(): number {
    return this.#failed;
  }

  #addWorkload({ recommendation, firmness, decided_by: rules, next_question: question }: BriefWorkload): void {
    this.#workloads += 1;
    const verdicts = this.#verdicts.get(recommendation) ?? new Map<Firmness | null, number>();
    this.#verdicts.set(recommendation, verdicts);
    countIn(verdicts, firmness);
    if (rules.length === 0) this.#undecided += 1;
    for (const rule of rules) countIn(this.#rules, rule);
    if (question === null) this.#nothingToAsk += 1;
    else countIn(this.#questions, question);
  }

  /** Of the organisation: its workloads share people, so that theirs do not add up to what it pays. */
  #addCost(cost: Brief['cost'], workloads: readonly BriefWorkload[]): void {
    const { local = null, api = null, recommended = null } = cost ?? {};
    if (recommended !== null) {
      this.#recommended.organisations += 1;
      this.#recommended.workloads += workloads.length;
      this.#recommended.sum += inCents(recommended);
    }
    if (local === null || api === null || recommended === null) {
      for (const one of workloads) {
        if (one.cost === null) this.#noVolume += 1;
        else this.#notKnown += 1;
      }
      return;
    }
    this.#compared.organisations += 1;
    this.#compared.workloads += workloads.length;
    this.#compared.local += inCents(local);
    this.#compared.api += inCents(api);
    this.#compared.recommended += inCents(recommended);
  }

  /** @returns the summary in the language of the context, as things stand */
  summary(context: AssessContext): PortfolioSummary {
    const { language, asOf, seed, rulebook } = context;
    const { organisations, workloads, local, api, recommended } = this.#compared;
    return {
      schema: SUMMARY_SCHEMA,
      tool: { name: 'ai-path', version: VERSION },
      language,
      as_of: asOf,
      seed,
      ...provenanceOf(context),
      profiles: { assessed: this.#assessed, failed: this.#failed, first_failed: [...this.#firstFailed] },
      workloads: this.#workloads,
      recommendations: RECOMMENDATIONS.map((recommendation) => this.#recommendation(recommendation)),
      spend: {
        currency: 'USD',
        compared: { organisations, workloads, local: inUsd(local), api: inUsd(api), recommended: inUsd(recommended) },
        recommended: { organisations: this.#recommended.organisations, workloads: this.#recommended.workloads, usd_per_month: inUsd(this.#recommended.sum) },
        no_volume: this.#noVolume,
        not_known: this.#notKnown,
      },
      decided_by: commonest(this.#rules).map(([rule, count]) => ({ rule, title: titleOfRule(rule, rulebook, language), workloads: count })),
      decided_by_no_rule: this.#undecided,
      next_questions: commonest(this.#questions).map(([id, count]) => ({ id, text: textOfQuestion(id, rulebook, language), workloads: count })),
      nothing_to_ask: this.#nothingToAsk,
    };
  }

  #recommendation(recommendation: Recommendation): PortfolioSummary['recommendations'][number] {
    const verdicts = this.#verdicts.get(recommendation) ?? new Map<Firmness | null, number>();
    return {
      recommendation,
      profiles: this.#profiles.get(recommendation) ?? 0,
      workloads: [...verdicts.values()].reduce((sum, count) => sum + count, 0),
      firmness: Object.fromEntries(FIRMNESS.map((firmness) => [firmness, verdicts.get(firmness) ?? 0])) as Record<Firmness, number>,
    };
  }
}

function countIn<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const inCents = (usd: number): bigint => BigInt(Math.round(usd * 100));
const inUsd = (cents: bigint): number => Number(cents) / 100;

/** The most frequent first; equally frequent ones by name, so that the order never hangs on the order of the profiles. */
function commonest(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
}

function titleOfRule(rule: string, { gates }: Rulebook, language: Language): string {
  return gates.find((gate) => gate.rule === rule)?.gate.title[language] ?? rule;
}

/** A question with levels as it is asked, or a fact that a gate hangs on. */
function textOfQuestion(id: string, { questions }: Rulebook, language: Language): string {
  const known = QUESTIONS.find((question): question is Question => question === id);
  return (known === undefined ? undefined : questions.get(known)?.ask[language]) ?? ASSESS_TEXTS[language].questionOn(id);
}
