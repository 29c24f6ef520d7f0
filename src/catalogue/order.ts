/** Sizes and prices for putting rows in order, and for nothing else: what something really takes and costs is for `cost/` to say. */
import type { Task } from '../profile/vocabulary.js';
import { known } from './fact.js';
import type { KvLayout, Model, Price } from './schema.js';

type KvLayoutName = KvLayout['layout'];

/** Bytes per parameter of the released weights; mxfp4 and int4 keep scales beside their 4 bits. */
const BYTES_PER_PARAMETER = { bf16: 2, fp8: 1, mxfp4: 0.55, int4: 0.6 } as const;

/**
 * Memory that a model asks for, 1e9 bytes: what its developer or users name, else its weights, else its parameters at the released
 * precision (16 bits where none is stated). `undefined` where none of these is known.
 */
export function footprintGb(model: Model): number | undefined {
  const stated = model.memory_gb?.minimum ?? model.memory_gb?.recommended ?? known(model.weights_gb);
  if (stated !== undefined) return stated;
  const parameters = known(model.params_total_b);
  return parameters === undefined ? undefined : parameters * BYTES_PER_PARAMETER[model.precision ?? 'bf16'];
}

/** Layouts of the cache without a formula, so that nobody can say how many requests an accelerator holds. */
const UNSIZED_LAYOUTS: readonly KvLayoutName[] = ['csa-hca-compressed'];

/**
 * True where it can be reckoned how many accelerators a model takes for a task: from its layout and parameters, or from seconds that
 * somebody measured for one piece.
 */
export function canBeSized(model: Model, task: Task, secondsPerUnit: readonly { readonly model: string }[]): boolean {
  if (PIECES.includes(task)) return secondsPerUnit.some((row) => row.model === model.id);
  if (known(model.params_total_b) === undefined) return false;
  return model.kv === undefined ? WITHOUT_CACHE.includes(task) : !UNSIZED_LAYOUTS.includes(model.kv.layout);
}

/** Tasks that take seconds for a piece, and tasks that write nothing and so keep nothing. */
const PIECES: readonly Task[] = ['text-to-image', 'image-to-3d', 'text-to-3d', 'asr', 'tts'];
const WITHOUT_CACHE: readonly Task[] = ['embedding', 'rerank'];

type Usage = Readonly<Partial<Record<'inputTokens' | 'outputTokens' | 'images' | 'generations' | 'audioHours' | 'characters' | 'pages' | 'searches', number>>>;

const TEXT: Usage = { inputTokens: 1_000, outputTokens: 300 };

/** One ordinary request of each task, in every unit in which it may be priced, so that unlike price lists can be put in one order. */
const NOMINAL_REQUEST: Readonly<Record<Task, Usage>> = {
  'chat': TEXT,
  'text-generation': TEXT,
  'classification': TEXT,
  'extraction': TEXT,
  'code': TEXT,
  'agent': TEXT,
  'embedding': { inputTokens: 1_000 },
  'rerank': { inputTokens: 50_000, searches: 1 },
  'vision': TEXT,
  'ocr': { inputTokens: 1_500, outputTokens: 800, pages: 1 },
  'asr': { audioHours: 1 / 60 },
  'tts': { characters: 1_000 },
  'text-to-image': { images: 1 },
  'image-to-3d': { generations: 1 },
  'text-to-3d': { generations: 1 },
};

/** Yuan to a dollar, near enough to sort by; the rate that `@pydantic/genai-prices` 0.1.8 implies for Chinese list prices. */
const CNY_PER_USD = 7.25;

/** Dollars for {@link NOMINAL_REQUEST} of a task; `undefined` where the list price does not cover it. */
export function nominalPrice(price: Price | undefined, task: Task): number | undefined {
  if (price === undefined) return undefined;
  const usage = NOMINAL_REQUEST[task];
  // A model that takes tokens in and gives something else out is not priced by its input alone.
  const sum = tokens(price, usage)
    ?? times(price.per_image, usage.images)
    ?? times(price.per_generation, usage.generations)
    ?? times(price.per_audio_hour, usage.audioHours)
    ?? times(price.per_million_characters, usage.characters, 1e6)
    ?? times(price.per_thousand_pages, usage.pages, 1e3)
    ?? times(price.per_thousand_searches, usage.searches, 1e3);
  return sum === undefined ? undefined : price.currency === 'CNY' ? sum / CNY_PER_USD : sum;
}

function tokens(price: Price, usage: Usage): number | undefined {
  const input = times(price.per_million_input_tokens, usage.inputTokens, 1e6);
  if (input === undefined || usage.outputTokens === undefined) return input;
  const output = times(price.per_million_output_tokens, usage.outputTokens, 1e6);
  return output === undefined ? undefined : input + output;
}

function times(price: number | undefined, amount: number | undefined, per = 1): number | undefined {
  return price === undefined || amount === undefined ? undefined : (price * amount) / per;
}
