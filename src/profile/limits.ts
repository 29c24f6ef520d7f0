/** How large a text may be before it is refused: a profile is a page, so these bounds only meet mistakes and attacks. */

/** One file, or one line of an NDJSON stream, in bytes. Must be smaller than this. */
export const LARGEST_TEXT_BYTES = 10_000_000;
/** One YAML document, in characters: its parser needs a thousand times the memory that JSON's needs. */
export const LARGEST_YAML_DOCUMENT = 1_000_000;
/** Lists and mappings inside one another. The format itself needs seven. */
export const DEEPEST = 32;
/** Keys, list entries and values of one document. A thousand workloads, fully described, need half of it. */
export const MOST_NODES = 100_000;
