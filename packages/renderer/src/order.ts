export const CONVERSION_TYPES = ['static', 'dynamic'] as const;
export type ConversionType = (typeof CONVERSION_TYPES)[number];

export const OUTPUT_FORMATS = ['png', 'jpg', 'jpeg', 'webp'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export const MIN_SCALE = 0.1;
export const MAX_SCALE = 3;
export const DEFAULT_SCALE = 1.2;

/** How to convert a document (spec §6.1). */
export interface ConversionOrder {
  readonly type: ConversionType;
  /** Pixels a point (1/72 inch). */
  readonly scale: number;
  readonly outputFormat: OutputFormat;
  /** 0 (best quality, largest files) to 4 (smallest files). */
  readonly imageCompressionLevel: number;
  /** Whether to make small images of the pages as well. */
  readonly preview: boolean;
}

/** In pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}
