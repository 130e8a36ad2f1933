export const CONVERSION_TYPES = ['static', 'dynamic'] as const;
export type ConversionType = (typeof CONVERSION_TYPES)[number];

export const OUTPUT_FORMATS = ['png', 'jpg', 'jpeg', 'webp'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 3;
export const DEFAULT_SCALE = 1.2;

/** What is to be made of a document (spec §6.1). */
export interface ConversionOrder {
  readonly type: ConversionType;
  /** Pixels for each point of the page: 1/72 inch. */
  readonly scale: number;
  readonly outputFormat: OutputFormat;
  /** 0 (largest files, best quality) to 4 (smallest files). */
  readonly imageCompressionLevel: number;
  /** Whether small pictures of the pages are made too. */
  readonly preview: boolean;
}

export interface ImageSize {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}
