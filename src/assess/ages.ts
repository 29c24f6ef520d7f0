/** How old the figures and facts are that an answer rests on, and which of them are older than their kind may be. */
import type { AssessedWorkload } from '../assessment/assessment.js';
import { ageInDays, staleFactsOf } from '../catalogue/shelf-life.js';
import type { Quantity } from '../cost/basis.js';
import type { Option } from '../options/option.js';
import { SIDES, type Language } from '../profile/vocabulary.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { CATALOGUE_FACTS } from '../text/catalogue.js';
import type { DecidedClass } from './class.js';
import { onceInContext, type AssessContext } from './context.js';
import { knownCostOf } from './costs.js';

/** Days since a figure was read; null for what was reckoned, or stated in the profile or with `--prices`. */
export function ageOf({ file, date }: Quantity, { asOf }: AssessContext): number | null {
  return file === undefined ? null : (ageInDays(date, asOf) ?? null);
}

interface OldFact {
  readonly name: string;
  readonly date: string;
  readonly limit: number;
  /** A price file can give another one. */
  readonly replaceable: boolean;
}

/** Says which figures and facts behind what stands for each side have outlived their shelf life; nothing where none has. */
export function ageWarnings(classes: readonly DecidedClass[], context: AssessContext): AssessedWorkload['warnings'] {
  const { language, asOf } = context;
  const options = classes.flatMap(({ contest }) => SIDES.flatMap((side) => contest.representative[side]?.option ?? []));
  const figures = classes.flatMap((one) => oldFigures(one, context));
  const facts = options.flatMap((option) => oldFacts(option, context));
  const old = [...new Map([...figures, ...facts].map((fact) => [`${fact.name} ${fact.date}`, fact])).values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  return old.length === 0 ? [] : [{ rule: 'stale-figures', text: ASSESS_TEXTS[language].stale(old, asOf) }];
}

function oldFigures({ contest, costs }: DecidedClass, { catalogue, asOf, language }: AssessContext): OldFact[] {
  const limits = catalogue.costs.costs.shelf_life_days;
  const known = SIDES.flatMap((side) => knownCostOf(contest, side, costs)?.cost.lines.flatMap(({ pieces }) => pieces) ?? []);
  return known.flatMap(({ id, file, date, label }) => {
    const limit = file === undefined ? undefined : limits[file];
    const days = ageInDays(date, asOf);
    return limit === undefined || days === undefined || days <= limit ? [] : [{ name: label[language], date, limit, replaceable: id !== 'watts_per_gpu' }];
  });
}

/** Of the rows behind an option: its model, licence and provider. Prices are among the figures. */
const oldFacts = onceInContext((option: Option, context: AssessContext): readonly OldFact[] => oldFactsOf(option, context));

function oldFactsOf(option: Option, { catalogue, asOf, language }: AssessContext): OldFact[] {
  const api = option.side === 'api' && option.model !== undefined ? catalogue.findApi(option.model, option.provider) : undefined;
  const rows = [
    ['models', option.side === 'local' && option.model !== undefined ? catalogue.models.get(option.model) : undefined],
    ['apis', api === undefined ? undefined : { ...api, price: undefined }],
    ['providers', option.provider === undefined ? undefined : catalogue.providers.get(option.provider)],
    ['licences', option.licence === undefined ? undefined : catalogue.licences.get(option.licence)],
  ] as const;
  return rows.flatMap(([file, row]) =>
    row === undefined ? [] : staleFactsOf(row, file, '', catalogue, asOf).map(({ id, date, limit }) => ({ name: named(row.name, id, language), date, limit, replaceable: false })),
  );
}

/** @param path of the fact in its row, `: life: shutdown`: its last field says what it is about; nothing for the row itself */
function named(name: string, path: string, language: Language): string {
  const field = path.split(': ').at(-1) as keyof typeof CATALOGUE_FACTS | '';
  return field === '' ? name : `${name}${language === 'zh' ? '：' : ': '}${CATALOGUE_FACTS[field][language]}`;
}
