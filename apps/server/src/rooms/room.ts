export interface Room {
  /** UUID v1 as 32 lowercase hex digits. */
  readonly uuid: string;
  readonly projectId: string;
  readonly name: string;
  readonly isRecord: boolean;
  readonly isBan: boolean;
  /** Most writers at a time; 0 = any number. */
  readonly writerLimit: number;
  readonly createdAt: number;
}
