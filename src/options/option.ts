/** A concrete way to run a workload: a model at a place, on hardware of one's own or at a provider. */
import type { Level, Place, Question, Side, Signed, Task } from '../profile/vocabulary.js';

/** What rules may read of an option as `option.*`. A missing field is unknown. */
export interface OptionFacts {
  readonly side: Side;
  readonly place: Place;
  /** The user named it. */
  readonly own: boolean;
  /** Somebody outside operates the service and can see the requests. */
  readonly third_party: boolean;
  /** Host and provider are named; otherwise one may still be chosen that fits. */
  readonly operator_named: boolean;
  readonly model_name?: string;
  readonly provider_name?: string;
  readonly licence_name?: string;
  /** It runs on machines of somebody outside, who rents them out. */
  readonly rented: boolean;
  /** The organisation's own people keep it running. */
  readonly self_operated: boolean;
  /** The rented machines serve nobody else, and the keys to them are the organisation's own. */
  readonly dedicated?: boolean;
  readonly isolation?: string;
  /** Country where the data is processed. */
  readonly location?: string;
  /** The legal area of that country. */
  readonly location_area?: string;
  readonly crosses_border?: boolean;
  readonly operator_country?: string;
  /** The legal area of that country. */
  readonly operator_area?: string;
  /** The operator sits in a country that the United States list as one of concern (28 CFR 202). */
  readonly operator_covered?: boolean;
  /** The operator, or who controls it, sits in another legal area than the organisation. */
  readonly foreign_operator?: boolean;
  readonly foreign_chips?: boolean;
  /** Seat of who made the model. */
  readonly developer_country?: string;
  /** That seat is in a country that the United States bar from defence contracts. */
  readonly developer_covered?: boolean;
  readonly open_weights?: boolean;
  /** Nobody else could serve this model tomorrow. */
  readonly single_vendor?: boolean;
  /** No longer served, or no longer licensed, at the date of the assessment. */
  readonly retired?: boolean;
  /** A date of retirement within twelve months is announced. */
  readonly retiring?: boolean;
  readonly commercial_use?: 'allowed' | 'conditional' | 'prohibited';
  /** Yearly revenue, in US dollars, above which the licence ends or another one is needed. */
  readonly revenue_limit_usd?: number;
  /** Monthly active users above which permission is needed. */
  readonly users_limit?: number;
  /** False: the licence excludes the legal area of the organisation. */
  readonly licensed_here?: boolean;
  readonly trains_on_data?: boolean;
  readonly retention_days?: number;
  readonly zero_retention?: 'offered' | 'on_approval' | 'self_serve' | 'none';
  /** Not offered to organisations in this country, by the provider's own terms. */
  readonly offered_here?: boolean;
  /** What is signed with the provider or host, or done for this option. Missing: not stated. */
  readonly signed?: readonly Signed[];
}

export interface Option {
  /** Unique within its class: `local/on_premises/qwen3-32b`. */
  readonly id: string;
  readonly side: Side;
  readonly place: Place;
  readonly origin: 'user' | 'catalogue' | 'generic';
  /** Catalogue id of the model; missing for a generic option. */
  readonly model?: string;
  readonly modelName?: string;
  readonly task?: Task;
  /** Catalogue id of the provider. */
  readonly provider?: string;
  readonly providerName?: string;
  readonly hardware?: { readonly gpu?: string; readonly count?: number; readonly owned?: boolean };
  /** The model does not fit on the hardware that is named, however many of it. */
  readonly tooSmall?: true;
  /** What the user measured on this hardware. */
  readonly measured?: { readonly outputTokensPerSecond?: number; readonly secondsPerUnit?: number };
  readonly licence?: string;
  readonly facts: OptionFacts;
  /** Answers that this option lifts to at least a level: a signed zero-retention agreement makes `terms` full. */
  readonly raises: Readonly<Partial<Record<Question, Level>>>;
  /** Model life: its date of retirement and what follows it. */
  readonly retirement?: { readonly on?: string; readonly successors: readonly string[] };
}
